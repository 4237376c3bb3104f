package dev.clickstream.collector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpTest {
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m1\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CollectorServer server;

    @BeforeEach
    void start() {
        server = new CollectorServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events",
                "/v1/batch",
                "/v1/import",
                "/v1/b",
                "/v1/track",
                "/v1/identify",
                "/v1/page",
                "/v1/screen",
                "/v1/group",
                "/v1/alias",
                "/v1/t",
                "/v1/i",
                "/v1/p",
                "/v1/s",
                "/v1/g",
                "/v1/a",
                "/beacon/v1/batch"
            })
    void everyPathTakesABatchWithAndWithoutASlashAtItsEnd(String path) {
        assertThat(post(path, "{\"batch\":[" + VIEW + "]}").statusCode()).isEqualTo(200);
        assertThat(post(path + "/", VIEW).statusCode()).isEqualTo(200);

        assertThat(server.publisher.records(Topics.EVENTS_VIEW.name())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"/v1/page, Page", "/v1/p, Page", "/v1/screen, Screen", "/v1/identify, Identify", "/v1/i/, Identify"})
    void thePathNamesTheTypeOfAMessageWithoutOne(String path, String event) {
        post(path, "{\"userId\":\"u\"}");

        assertThat(EventJson.read(server.publisher.records().getFirst().value()).event())
                .isEqualTo(event);
    }

    @Test
    void theAnswerTellsWhatWasAcceptedAndWhatNotAndWhy() {
        String bad = VIEW.replace("\"p1\"", "\"p1\",\"price\":true").replace("m1", "m2");

        HttpResponse<String> response = post("/v1/events", "[" + VIEW + "," + bad + "]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"success\":true,\"accepted\":1,\"rejected\":[{\"index\":1,\"messageId\":\"m2\","
                        + "\"code\":\"schema_violation\",\"pointer\":\"/properties/price\",\"rule\":\"type\","
                        + "\"hint\":\"price must be a number or text, was true or false. Price of one piece as shown."
                        + " (major units of currency)\",\"schema\":\"product-viewed/1-0-0\"}],\"duplicates\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "text/plain",
                "text/plain;charset=utf-8",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "multipart/form-data; boundary=x",
                "no type at all"
            })
    void theContentTypeDoesNotMatter(String contentType) throws IOException {
        HttpRequest.Builder plain = keyed("/v1/batch").header("Content-Type", contentType);
        HttpRequest.Builder packed =
                keyed("/v1/batch").header("Content-Type", contentType).header("Content-Encoding", "gzip");

        assertThat(server.send(plain.POST(BodyPublishers.ofString(VIEW))).statusCode())
                .isEqualTo(200);
        assertThat(server.send(packed.POST(BodyPublishers.ofByteArray(gzip("[" + VIEW + "," + VIEW + "]"))))
                        .body())
                .isEqualTo("{\"success\":true,\"accepted\":2,\"rejected\":[],\"duplicates\":2}");
    }

    @Test
    void theKeyMayStandInTheQuery() {
        HttpRequest.Builder request = server.request("/beacon/v1/batch?writeKey=k1");

        assertThat(server.send(request.POST(BodyPublishers.ofString(VIEW))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutAKnownKeyTheAnswerIs401() {
        HttpResponse<String> response = server.send(server.request("/v1/track").POST(BodyPublishers.ofString(VIEW)));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(failureCode(response)).isEqualTo("invalid_write_key");
    }

    @Test
    void whatIsNotJsonIs400() {
        assertThat(failureCode(post("/v1/track", "type=track"))).isEqualTo("invalid_json");
        assertThat(post("/v1/track", "type=track").statusCode()).isEqualTo(400);
        assertThat(failureCode(post("/v1/track", ""))).isEqualTo("empty_body");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 3_000_000, 20_000_000})
    void aBodyOverTheLimitIs413HoweverLarge(int length) {
        HttpResponse<String> response = post("/v1/track", "x".repeat(length));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(failureCode(response)).isEqualTo("body_too_large");
    }

    @Test
    void withoutTheBrokerTheAnswerIs503WithRetryAfterAndThenEverythingGoesOn() {
        server.publisher.stop();
        HttpResponse<String> response = post("/v1/track", VIEW);
        server.publisher.restart();

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("2");
        assertThat(failureCode(response)).isEqualTo("unavailable");
        assertThat(post("/v1/track", VIEW).statusCode()).isEqualTo(200);
    }

    @Test
    void otherPathsAndMethodsAreRefusedInTheSameForm() {
        assertThat(failureCode(post("/v1/nothing", VIEW))).isEqualTo("not_found");
        assertThat(failureCode(post("/nothing", VIEW))).isEqualTo("not_found");
        HttpResponse<String> get = server.send(server.request("/v1/track").GET());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(failureCode(get)).isEqualTo("method_not_allowed");
    }

    @Test
    void aPreflightIsAnsweredWithoutAKeyAndLetsRetriesThrough() {
        HttpResponse<String> response = server.send(server.request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isIn(200, 204);
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(response, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(response, "Access-Control-Allow-Headers"))
                .contains("authorization", "content-type", "x-retry-count", "anonymousid", "sentat");
        assertThat(header(response, "Vary")).isEqualTo("Origin");
        assertThat(response.headers().allValues("Access-Control-Allow-Origin")).hasSize(1);
    }

    @Test
    void everyAnswerCanBeReadFromAnotherOrigin() {
        for (String body : new String[] {VIEW, "not json"}) {
            HttpResponse<String> response = server.send(
                    keyed("/v1/t").header("Origin", "https://shop.example").POST(BodyPublishers.ofString(body)));

            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
            assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(header(response, "Access-Control-Expose-Headers")).isEqualTo("Retry-After");
        }
    }

    @Test
    void healthFollowsTheBroker() {
        assertThat(server.send(server.request("/health")).statusCode()).isEqualTo(200);
        server.publisher.stop();
        HttpResponse<String> response = server.send(server.request("/health"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"status\":\"down\",\"broker\":\"unreachable\"}");
    }

    @Test
    void metricsCountEventsByVerdictAndRequestsByStatus() {
        post("/v1/events", "[" + VIEW + "," + VIEW + ",7]");
        post("/v1/events", "no");

        HttpResponse<String> response = server.send(server.request("/metrics"));

        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .contains("collector_events_accepted_total 2.0")
                .contains("collector_events_rejected_total{code=\"not_an_object\"} 1.0")
                .contains("collector_requests_total{status=\"200\"} 1.0")
                .contains("collector_requests_total{status=\"400\"} 1.0");
    }

    @Test
    void whatIsRejectedIsKeptWithTheTypeThatThePathNamed() {
        post("/v1/track", "{\"event\":\"Product Viewed\",\"properties\":{}}");

        JsonNode kept = MAPPER.readTree(server.publisher.records().getFirst().value());
        assertThat(kept.path("code").asString()).isEqualTo("missing_field");
        assertThat(kept.path("type").asString()).isEqualTo("track");
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(keyed(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder keyed(String path) {
        return server.request(path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8)));
    }

    private static String failureCode(HttpResponse<String> response) {
        JsonNode json = MAPPER.readTree(response.body());
        assertThat(json.path("success").booleanValue()).isFalse();
        assertThat(json.path("message").asString()).isNotBlank();
        return json.path("code").asString();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
