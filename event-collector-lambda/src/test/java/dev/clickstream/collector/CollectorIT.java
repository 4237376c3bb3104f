package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.StoredRecords;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The collector's process in front of a real broker. */
class CollectorIT {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.KAFKA), state.resolve("platform"));
        collector = new RunningCollector(platform.endpoint("KAFKA_BOOTSTRAP"), state.resolve("collector.log"));
    }

    @AfterAll
    static void stop() {
        collector.close();
        platform.close();
    }

    @Test
    void aGoodEventIsOnItsTopicWhenTheAnswerCame() throws Exception {
        HttpResponse<String> response = collector.post("/v1/track", view("good-1"));

        assertThat(response.statusCode()).isEqualTo(200);
        OutgoingRecord record = stored(Topics.EVENTS_VIEW.name(), "good-1");
        Event event = EventJson.read(record.value());
        assertThat(record.key()).isEqualTo("device-good-1");
        assertThat(record.schema()).isEqualTo("product-viewed/1-0-0");
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.properties()).hasToString("{\"product_id\":\"p1\",\"price\":\"12.50\"}");
    }

    @Test
    void aBadEventIsOnTheRejectedTopicByteByByte() throws Exception {
        String bad = view("bad-1").replace("12.50", " [ \"\\u00e9é🌿\" ]");

        HttpResponse<String> response = collector.post("/v1/batch", "{\"batch\":[" + view("bad-0") + "," + bad + "]}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode verdict = MAPPER.readTree(response.body());
        assertThat(verdict.path("accepted").intValue()).isEqualTo(1);
        assertThat(verdict.path("rejected").path(0).path("index").intValue()).isEqualTo(1);
        assertThat(verdict.path("rejected").path(0).path("pointer").asString()).isEqualTo("/properties/price");
        JsonNode rejected =
                MAPPER.readTree(stored(Topics.REJECTED.name(), "bad-1").value());
        assertThat(rejected.path("code").asString()).isEqualTo("schema_violation");
        assertThat(new String(
                        Base64.getDecoder().decode(rejected.path("payload").asString()), UTF_8))
                .isEqualTo(bad);
        assertThat(stored(Topics.EVENTS_VIEW.name(), "bad-0")).isNotNull();
    }

    @Test
    void gzipUnderAFormsContentTypeIsStored() throws Exception {
        HttpResponse<String> response = collector.send(collector
                .request("/v1/batch")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("[" + view("gzip-1") + "]"))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(stored(Topics.EVENTS_VIEW.name(), "gzip-1")).isNotNull();
    }

    @Test
    void refusalsStoreNothing() throws Exception {
        long before = records(Topics.REJECTED.name()).size();

        assertThat(collector.post("/v1/track", "no json").statusCode()).isEqualTo(400);
        assertThat(collector.post("/v1/track", "x".repeat(2_000_000)).statusCode())
                .isEqualTo(413);
        assertThat(collector
                        .send(collector
                                .request("/v1/track")
                                .setHeader("Authorization", "Basic bm9ib2R5Og==")
                                .POST(BodyPublishers.ofString(view("refused"))))
                        .statusCode())
                .isEqualTo(401);

        assertThat(records(Topics.REJECTED.name())).hasSize((int) before);
    }

    @Test
    void healthSaysThatTheBrokerAnswers() throws Exception {
        assertThat(collector.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void whenTheBrokerHangsTheAnswerIs503AndNothingAcceptedIsMissingAfterwards() throws Exception {
        Set<String> accepted = new HashSet<>();
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            if (i == 4) {
                signal("STOP", platform.pid());
            }
            if (i == 6) {
                assertThat(collector.get("/health").statusCode()).isEqualTo(503);
                signal("CONT", platform.pid());
            }
            String id = "hang-" + i;
            HttpResponse<String> response = collector.post("/v1/track", view(id));
            if (response.statusCode() == 200) {
                accepted.add(id);
            } else {
                refused++;
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
        }

        assertThat(refused).isGreaterThanOrEqualTo(2);
        assertThat(accepted).contains("hang-0", "hang-3", "hang-11");
        assertThat(ids(platform)).containsAll(accepted);
    }

    @Test
    void whenTheBrokerIsKilledWhatWasAcceptedIsThereAfterItsRestart(@TempDir Path own) throws Exception {
        Set<String> accepted = new HashSet<>();
        try (LocalPlatform first = LocalPlatform.start(Set.of(Service.KAFKA), own.resolve("platform"));
                RunningCollector client =
                        new RunningCollector(first.endpoint("KAFKA_BOOTSTRAP"), own.resolve("collector.log"))) {
            for (int i = 0; i < 100; i++) {
                if (client.post("/v1/track", view("kill-" + i)).statusCode() == 200) {
                    accepted.add("kill-" + i);
                }
            }
            first.kill();

            assertThat(client.post("/v1/track", view("kill-late")).statusCode()).isEqualTo(503);
            assertThat(client.get("/health").statusCode()).isEqualTo(503);
        }
        assertThat(accepted).hasSize(100);
        try (LocalPlatform second = LocalPlatform.start(Set.of(Service.KAFKA), own.resolve("platform"))) {
            assertThat(ids(second)).containsAll(accepted);
        }
    }

    @Test
    void withoutABrokerItDoesNotStartAndSaysWhy(@TempDir Path own) {
        assertThatThrownBy(() -> new RunningCollector("127.0.0.1:9", own.resolve("collector.log")))
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("Kafka at 127.0.0.1:9 (security plaintext) does not answer within 20 s");
    }

    @Test
    void toldToStopItEndsWell(@TempDir Path own) throws Exception {
        try (RunningCollector second =
                new RunningCollector(platform.endpoint("KAFKA_BOOTSTRAP"), own.resolve("collector.log"))) {
            assertThat(second.post("/v1/track", view("before-stop")).statusCode())
                    .isEqualTo(200);
            signal("TERM", second.program.pid());
            assertThat(second.program.awaitExit(Duration.ofSeconds(20))).isZero();
        }
    }

    private static String view(String id) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"anonymousId\":\"device-%s\",\"properties\":{\"product_id\":\"p1\",\"price\":12.50}}"
                .formatted(id, id);
    }

    private static List<OutgoingRecord> records(String topic) {
        return StoredRecords.of(platform.endpoint("KAFKA_BOOTSTRAP"), topic);
    }

    private static OutgoingRecord stored(String topic, String id) {
        return records(topic).stream()
                .filter(record -> ("device-" + id).equals(record.key()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record of " + id + " on " + topic));
    }

    private static List<String> ids(LocalPlatform where) {
        return StoredRecords.of(where.endpoint("KAFKA_BOOTSTRAP"), Topics.EVENTS_VIEW.name()).stream()
                .map(record -> EventJson.read(record.value()).messageId())
                .toList();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
