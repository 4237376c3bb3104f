package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.collector.publish.InMemoryEventPublisher;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A collector with a fixed clock and a publisher in memory. */
final class CollectorFixture {
    static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00.000Z");
    static final String KEY = "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8));

    final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    final Collector collector;

    CollectorFixture() {
        this(Map.of());
    }

    CollectorFixture(Map<String, String> more) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of(
                "COLLECTOR_KAFKA_BOOTSTRAP",
                "127.0.0.1:9",
                "COLLECTOR_PII_KEYS_FILE",
                "src/test/resources/pii-keys.json"));
        environment.putAll(more);
        if (!environment.containsKey("COLLECTOR_SOURCES_FILE")) {
            environment.put("COLLECTOR_WRITE_KEYS", "k1=web,k2=app");
        }
        this.collector = Wiring.context(
                        CollectorSettings.from(environment), publisher, Clock.fixed(RECEIVED, ZoneOffset.UTC))
                .build()
                .start()
                .getBean(Collector.class);
    }

    Answer post(String body, @Nullable String authorization, @Nullable String queryKey) {
        return collector.collect(new Submission(
                body.getBytes(UTF_8), Protocol.SEGMENT, null, authorization, queryKey, null, null, null));
    }

    Answer.Collected collected(String body) {
        Answer answer = post(body, KEY, null);
        assertThat(answer).isInstanceOf(Answer.Collected.class);
        return (Answer.Collected) answer;
    }

    Verdict.Rejected rejected(String body) {
        Answer.Collected collected = collected(body);
        assertThat(collected.accepted()).isZero();
        assertThat(collected.rejected()).hasSize(1);
        return collected.rejected().getFirst();
    }

    /** JSON with the numbers as they were written. */
    static JsonNode exact(String json) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readTree(json);
    }

    List<Event> events() {
        return publisher.records().stream()
                .filter(record -> !record.topic().equals(Topics.REJECTED.name()))
                .map(record -> EventJson.read(record.value()))
                .toList();
    }
}
