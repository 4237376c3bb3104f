package dev.clickstream.processor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.rebuild.history.HistoryException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReplayTest {
    private static final String VIEW = Topics.EVENTS_VIEW.name();
    private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");
    private static final ReplayOrder DAY =
            ReplayOrder.of("--from", "2026-11-23T00:00:00Z", "--to", "2026-11-24T00:00:00Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void sendsEachMessageIdOfTheTimeOnceAsItWasAndMarked() {
        Replay replay = new Replay(DAY, producer, "replay-1");
        Event first = event("a", FROM);

        replay.event(VIEW, first);
        replay.event(VIEW, first);
        replay.event(VIEW, event("b", FROM.plusSeconds(86_399)));
        replay.event(VIEW, event("too early", FROM.minusMillis(1)));
        replay.event(VIEW, event("too late", FROM.plusSeconds(86_400)));
        replay.finish();

        List<ProducerRecord<byte[], byte[]>> sent = producer.history();
        assertThat(sent).hasSize(2);
        assertThat(sent.getFirst().topic()).isEqualTo(VIEW);
        assertThat(text(sent.getFirst().key())).isEqualTo("device-1");
        assertThat(EventJson.read(sent.getFirst().value())).isEqualTo(first);
        assertThat(text(sent.getFirst().headers().lastHeader("replayed").value()))
                .isEqualTo("replay-1");
        assertThat(text(sent.getFirst().headers().lastHeader("schema").value())).isEqualTo("product-viewed/1-0-0");
        assertThat(replay.perTopic()).containsExactly(Map.entry(VIEW, 2L));
        assertThat(replay.repeated()).isEqualTo(1);
    }

    @Test
    void aDryRunCountsTheSameAndSendsNothing() {
        Replay replay = new Replay(DAY, null, "replay-2");

        replay.event(VIEW, event("a", FROM));
        replay.event(VIEW, event("a", FROM));
        replay.finish();

        assertThat(replay.perTopic()).containsEntry(VIEW, 1L);
        assertThat(replay.repeated()).isEqualTo(1);
    }

    @Test
    void whatKafkaDoesNotTakeIsNotPassedOver() {
        MockProducer<byte[], byte[]> refusing =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        Replay replay = new Replay(DAY, refusing, "replay-3");
        replay.event(VIEW, event("a", FROM));
        refusing.errorNext(new IllegalStateException("too large"));

        assertThatThrownBy(replay::finish)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("Kafka did not take all: too large");
    }

    @Test
    void anOrderTakesOneSourceOrOneEvent() {
        assertThat(order("--source", "web").takes(event("a", FROM))).isTrue();
        assertThat(order("--source", "app").takes(event("a", FROM))).isFalse();
        assertThat(order("--event", "Product Viewed").takes(event("a", FROM))).isTrue();
        assertThat(order("--event", "Order Completed").takes(event("a", FROM))).isFalse();
    }

    @Test
    void anOrderThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> ReplayOrder.of("--from", "2026-11-23T00:00:00Z"))
                .hasMessage("--from and --to are needed");
        assertThatThrownBy(() -> ReplayOrder.of("--from", "2026-11-23T00:00:00Z", "--to", "2026-11-23T00:00:00Z"))
                .hasMessageContaining("--from must be before --to");
        assertThatThrownBy(() -> order("--origin", "tape")).hasMessage("--origin is s3 or kafka, was tape");
    }

    private static ReplayOrder order(String... more) {
        String[] all = {"--from", "2026-11-23T00:00:00Z", "--to", "2026-11-24T00:00:00Z", more[0], more[1]};
        return ReplayOrder.of(all);
    }

    private static Event event(String messageId, Instant receivedAt) {
        return new Event(
                messageId,
                EventType.TRACK,
                "Product Viewed",
                "product-viewed/1-0-0",
                null,
                "device-1",
                null,
                receivedAt,
                null,
                receivedAt,
                receivedAt,
                "web",
                JsonMapper.shared().createObjectNode(),
                JsonMapper.shared().createObjectNode(),
                Set.of());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
