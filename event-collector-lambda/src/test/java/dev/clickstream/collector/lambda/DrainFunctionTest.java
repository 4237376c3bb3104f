package dev.clickstream.collector.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.publish.InMemoryEventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.spill.InMemorySpillStore;
import dev.clickstream.collector.spill.SpillingEventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DrainFunctionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T22:00:00Z"));

    private final InMemorySpillStore store = new InMemorySpillStore();
    private final InMemoryEventPublisher kafka = new InMemoryEventPublisher();

    @Test
    void calledByAScheduleItDrainsWhatWaitsAndSaysHowItEnded() {
        kafka.stop();
        try (SpillingEventPublisher publisher = new SpillingEventPublisher(
                        kafka, store, Duration.ZERO, CLOCK, System::nanoTime, new Random(1));
                DrainFunction function = new DrainFunction(store, kafka, Duration.ofSeconds(50), CLOCK)) {
            publisher.publish(List.of(new OutgoingRecord("topic", "key", "value".getBytes(UTF_8), null)));

            assertThat(function.handleRequest(Map.of("source", "aws.events"), null))
                    .isEqualTo("broker_away");
            kafka.restart();
            assertThat(function.handleRequest(Map.of("source", "aws.events"), null))
                    .isEqualTo("done");

            assertThat(kafka.records())
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("value");
            assertThat(store.keys()).isEmpty();
        }
    }
}
