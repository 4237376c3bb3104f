package dev.clickstream.collector.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.clickstream.collector.CollectorSettings;
import dev.clickstream.collector.publish.InMemoryEventPublisher;
import dev.clickstream.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events of payload format 1.0, as REST APIs send them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectorRestFunctionTest {
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}";

    private InMemoryEventPublisher publisher;
    private CollectorRestFunction function;

    @BeforeAll
    void start() {
        publisher = new InMemoryEventPublisher();
        function = new CollectorRestFunction(
                CollectorSettings.from(Map.of(
                        "COLLECTOR_KAFKA_BOOTSTRAP",
                        "127.0.0.1:9",
                        "COLLECTOR_WRITE_KEYS",
                        "k1=web",
                        "COLLECTOR_PII_KEYS_FILE",
                        "src/test/resources/pii-keys.json")),
                publisher,
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        function.close();
    }

    @Test
    void anEventIsStoredBeforeTheAnswer() {
        int before = publisher.records().size();

        APIGatewayProxyResponseEvent response = function.handleRequest(post("/v1/track", VIEW), null);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response)).contains("\"accepted\":1");
        assertThat(publisher.records()).hasSize(before + 1);
    }

    @Test
    void aBase64BodyWithGzipUnderAFormsContentTypeIsRead() throws IOException {
        APIGatewayProxyRequestEvent event = post("/v1/batch/", "")
                .withBody(Base64.getEncoder().encodeToString(gzip("[" + VIEW + "," + VIEW + "]")))
                .withIsBase64Encoded(true);
        event.getHeaders().put("content-type", "application/x-www-form-urlencoded");
        event.getHeaders().put("content-encoding", "gzip");

        assertThat(body(function.handleRequest(event, null))).contains("\"accepted\":2");
    }

    /** Rudder's SDKs send such. */
    @Test
    void gzipThatIsNoFormIsReadUnderAFormsContentType() throws IOException {
        APIGatewayProxyRequestEvent event = post("/v1/batch/", "")
                .withBody(Base64.getEncoder().encodeToString(gzipThatIsNoForm()))
                .withIsBase64Encoded(true);
        event.getHeaders().put("Content-Type", "application/x-www-form-urlencoded");
        event.getHeaders().put("content-encoding", "gzip");

        assertThat(body(function.handleRequest(event, null))).contains("\"accepted\":1");
    }

    @Test
    void headersOfSeveralValuesAndTheQueryReachTheCollector() {
        APIGatewayProxyRequestEvent event = post("/beacon/v1/batch", VIEW);
        event.getHeaders().remove("authorization");
        event.setMultiValueHeaders(Map.of("user-agent", List.of("Googlebot/2.1"), "cookie", List.of("a=b; c=d")));
        event.setQueryStringParameters(Map.of("writeKey", "k1"));
        event.setMultiValueQueryStringParameters(Map.of("writeKey", List.of("k1")));

        assertThat(function.handleRequest(event, null).getStatusCode()).isEqualTo(200);
        assertThat(EventJson.read(publisher.records().getLast().value()).source())
                .isEqualTo("web");
    }

    @Test
    void refusalsAreTheSameAsOnNetty() {
        assertThat(function.handleRequest(post("/v1/track", "no json"), null).getStatusCode())
                .isEqualTo(400);
        assertThat(function.handleRequest(post("/v1/nothing", VIEW), null).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void aPreflightIsAnswered() {
        APIGatewayProxyRequestEvent event = post("/v1/t", "").withHttpMethod("OPTIONS");
        event.getHeaders().put("origin", "https://shop.example");
        event.getHeaders().put("access-control-request-method", "POST");

        APIGatewayProxyResponseEvent response = function.handleRequest(event, null);

        assertThat(response.getStatusCode()).isIn(200, 204);
        assertThat(header(response, "access-control-allow-origin")).isEqualTo("https://shop.example");
    }

    private static APIGatewayProxyRequestEvent post(String path, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8)));
        headers.put("content-type", "text/plain");
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod("POST")
                .withPath(path)
                .withHeaders(headers)
                .withBody(body);
    }

    private static String body(APIGatewayProxyResponseEvent response) {
        return Boolean.TRUE.equals(response.getIsBase64Encoded())
                ? new String(Base64.getDecoder().decode(response.getBody()), UTF_8)
                : response.getBody();
    }

    private static String header(APIGatewayProxyResponseEvent response, String name) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (response.getMultiValueHeaders() != null) {
            response.getMultiValueHeaders().forEach((key, values) -> headers.put(key, String.join(",", values)));
        }
        if (response.getHeaders() != null) {
            headers.putAll(response.getHeaders());
        }
        return headers.getOrDefault(name, "");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    /** Of the batch with more and more white space: the first that holds a percent sign with no number after it. */
    private static byte[] gzipThatIsNoForm() throws IOException {
        for (int space = 0; ; space++) {
            byte[] packed = gzip("[" + VIEW + ",\"" + "x".repeat(space % 7) + Integer.toString(space, 36) + "\"]");
            if (new String(packed, StandardCharsets.ISO_8859_1).matches("(?s).*%[^0-9a-fA-F].*")) {
                return packed;
            }
        }
    }
}
