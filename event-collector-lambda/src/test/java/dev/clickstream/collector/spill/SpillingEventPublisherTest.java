package dev.clickstream.collector.spill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpillingEventPublisherTest {
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final Brokers kafka = new Brokers();
    private final InMemorySpillStore store = new InMemorySpillStore();
    private final AtomicLong nanos = new AtomicLong();
    private final SpillingEventPublisher publisher = new SpillingEventPublisher(
            kafka, store, OPEN, InstantSource.fixed(Instant.parse("2026-11-25T22:00:00Z")), nanos::get, new Random(1));

    @Test
    void whatKafkaTakesIsNotSpilled() {
        assertThat(publisher.publish(batch("a"))).isEqualTo(new Publication.Stored());

        assertThat(kafka.taken).containsExactly("a");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void whatKafkaDoesNotTakeIsKeptAndCountedAsStored() {
        kafka.up = false;

        assertThat(publisher.publish(batch("a", "b"))).isEqualTo(new Publication.Stored());

        assertThat(store.keys()).hasSize(1);
        assertThat(BatchFile.unpack(store.read(store.keys().getFirst()).orElseThrow()))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("a", "b");
        assertThat(publisher.counts().batches()).isEqualTo(1);
        assertThat(publisher.counts().events()).isEqualTo(2);
        assertThat(publisher.counts().bytes())
                .isEqualTo(store.read(store.keys().getFirst()).orElseThrow().length);
    }

    @Test
    void afterAFailureBatchesAreSpilledAtOnceUntilOneTriesAgain() {
        kafka.up = false;
        publisher.publish(batch("a"));
        publisher.publish(batch("b"));
        publisher.publish(batch("c"));
        assertThat(kafka.asked).as("only the first has waited").isEqualTo(1);

        nanos.addAndGet(OPEN.toNanos());
        publisher.publish(batch("d"));
        publisher.publish(batch("e"));
        assertThat(kafka.asked).as("one has tried again").isEqualTo(2);

        kafka.up = true;
        nanos.addAndGet(OPEN.toNanos());
        publisher.publish(batch("f"));
        publisher.publish(batch("g"));

        assertThat(kafka.taken).containsExactly("f", "g");
        assertThat(store.keys()).hasSize(5);
    }

    @Test
    void whenTheStoreFailsTooTheSenderIsToldToComeAgain() {
        kafka.up = false;
        store.stop();

        assertThat(publisher.publish(batch("a"))).isInstanceOf(Publication.Unavailable.class);

        assertThat(publisher.counts().failures()).isEqualTo(1);
        assertThat(publisher.storesWithoutBroker()).isFalse();
        store.restart();
        assertThat(publisher.publish(batch("b"))).isEqualTo(new Publication.Stored());
        assertThat(publisher.storesWithoutBroker()).isTrue();
    }

    @Test
    void whileTheStoreFailsKafkaIsAskedThoughItHasJustFailed() {
        kafka.up = false;
        publisher.publish(batch("a"));
        store.stop();
        kafka.up = true;

        assertThat(publisher.publish(batch("b"))).isEqualTo(new Publication.Stored());

        assertThat(kafka.taken).containsExactly("b");
    }

    private static List<OutgoingRecord> batch(String... values) {
        List<OutgoingRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(new OutgoingRecord("topic", "key", value.getBytes(UTF_8), null));
        }
        return records;
    }

    /** Counts who asks. */
    private static final class Brokers implements EventPublisher {
        private final List<String> taken = new ArrayList<>();
        private boolean up = true;
        private int asked;

        @Override
        public Publication publish(List<OutgoingRecord> records) {
            asked++;
            if (!up) {
                return new Publication.Unavailable("stopped by the test");
            }
            records.forEach(record -> taken.add(new String(record.value(), UTF_8)));
            return new Publication.Stored();
        }

        @Override
        public boolean isReachable() {
            return up;
        }

        @Override
        public void close() {}
    }
}
