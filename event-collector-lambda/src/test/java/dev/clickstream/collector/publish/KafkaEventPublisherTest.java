package dev.clickstream.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.KafkaSecurity;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Without a broker; the rest is in {@link EventPublisherContract}. */
class KafkaEventPublisherTest {
    private static final String NOBODY = "127.0.0.1:9";

    @Test
    void withoutABrokerItGivesUpWithinItsBudget() {
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                new KafkaConnection(NOBODY, KafkaSecurity.PLAINTEXT), Duration.ofMillis(1000))) {
            OutgoingRecord record = new OutgoingRecord(Topics.EVENTS_VIEW.name(), "k", new byte[] {'{', '}'}, null);
            long start = System.nanoTime();

            Publication publication = publisher.publish(Collections.nCopies(50, record));

            assertThat(publication).isInstanceOf(Publication.Unavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void withoutABrokerItIsNotReachable() {
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                new KafkaConnection(NOBODY, KafkaSecurity.PLAINTEXT), Duration.ofMillis(1000))) {
            assertThat(publisher.isReachable()).isFalse();
        }
    }

    @Test
    void aBrokersNameThatIsNotKnownYetIsUnavailableToo() {
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                new KafkaConnection("no-such-host.invalid:9092", KafkaSecurity.PLAINTEXT), Duration.ofMillis(1000))) {
            OutgoingRecord record = new OutgoingRecord(Topics.EVENTS_VIEW.name(), "k", new byte[] {'{', '}'}, null);

            assertThat(publisher.publish(Collections.nCopies(2, record))).isInstanceOf(Publication.Unavailable.class);
            assertThat(publisher.isReachable()).isFalse();
        }
    }
}
