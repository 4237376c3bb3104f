package dev.clickstream.collector.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.clickstream.collector.CollectorSettings;
import dev.clickstream.collector.publish.InMemoryEventPublisher;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectorFunctionTest {
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}";

    private InMemoryEventPublisher publisher;
    private CollectorFunction function;

    @BeforeAll
    void start() {
        publisher = new InMemoryEventPublisher();
        CollectorSettings settings = CollectorSettings.from(Map.of(
                "COLLECTOR_KAFKA_BOOTSTRAP",
                "127.0.0.1:9",
                "COLLECTOR_WRITE_KEYS",
                "k1=web",
                "COLLECTOR_PII_KEYS_FILE",
                "src/test/resources/pii-keys.json"));
        function = new CollectorFunction(settings, publisher, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        function.close();
    }

    @Test
    void anEventIsStoredBeforeTheAnswer() {
        int before = publisher.records().size();

        APIGatewayV2HTTPResponse response = function.handleRequest(post("/v1/track", VIEW), null);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response)).isEqualTo("{\"success\":true,\"accepted\":1,\"rejected\":[],\"duplicates\":0}");
        assertThat(publisher.records()).hasSize(before + 1);
    }

    @Test
    void aBase64BodyWithGzipUnderAFormsContentTypeIsRead() throws IOException {
        APIGatewayV2HTTPEvent event = post("/v1/batch/", "");
        event.setBody(Base64.getEncoder().encodeToString(gzip("[" + VIEW + "," + VIEW + "]")));
        event.setIsBase64Encoded(true);
        event.getHeaders().put("content-type", "application/x-www-form-urlencoded");
        event.getHeaders().put("content-encoding", "gzip");

        assertThat(body(function.handleRequest(event, null)))
                .isEqualTo("{\"success\":true,\"accepted\":2,\"rejected\":[],\"duplicates\":0}");
    }

    /** Rudder's SDKs send such. */
    @Test
    void gzipThatIsNoFormIsReadUnderAFormsContentType() throws IOException {
        APIGatewayV2HTTPEvent event = post("/v1/batch/", "");
        event.setBody(Base64.getEncoder().encodeToString(gzipThatIsNoForm()));
        event.setIsBase64Encoded(true);
        event.getHeaders().put("Content-Type", "application/x-www-form-urlencoded");
        event.getHeaders().put("content-encoding", "gzip");

        assertThat(body(function.handleRequest(event, null))).contains("\"accepted\":1");
    }

    @Test
    void cookiesBesideTheHeadersDoNotDisturb() {
        APIGatewayV2HTTPEvent event = post("/v1/track", VIEW);
        event.setCookies(List.of("sid=abc", "x=y"));

        assertThat(function.handleRequest(event, null).getStatusCode()).isEqualTo(200);
        assertThat(event.getHeaders()).containsEntry("cookie", "sid=abc; x=y");
    }

    @Test
    void theQueryAndTheHeadersReachTheCollector() {
        APIGatewayV2HTTPEvent event = post("/beacon/v1/batch", VIEW);
        event.getHeaders().remove("authorization");
        event.getHeaders().put("user-agent", "Googlebot/2.1");
        event.setRawQueryString("writeKey=k1");
        event.setQueryStringParameters(Map.of("writeKey", "k1"));

        assertThat(function.handleRequest(event, null).getStatusCode()).isEqualTo(200);
        Event stored = EventJson.read(publisher.records().getLast().value());
        assertThat(stored.source()).isEqualTo("web");
        assertThat(stored.flags()).containsExactly(EventFlag.BOT);
    }

    @Test
    void aPixelComesWholeThroughTheGateway() {
        APIGatewayV2HTTPEvent event = event("GET", "/v1/pixel", null);
        event.getHeaders().remove("authorization");
        event.setRawQueryString("writeKey=k1&type=page&userId=ann");
        event.setQueryStringParameters(Map.of("writeKey", "k1", "type", "page", "userId", "ann"));

        APIGatewayV2HTTPResponse response = function.handleRequest(event, null);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(header(response, "content-type")).isEqualTo("image/gif");
        assertThat(response.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(response.getBody()))
                .startsWith('G', 'I', 'F')
                .hasSize(42);
    }

    @Test
    void anUploadOfTheAwsSdkIsStored() {
        APIGatewayV2HTTPEvent event =
                post("/collect", "[{\"event_type\":\"lamp_rubbed\",\"event_id\":\"e1\",\"unique_id\":\"d1\"}]");
        event.getHeaders().remove("authorization");
        event.setRawQueryString("appId=k1&platform=Web");
        event.setQueryStringParameters(Map.of("appId", "k1", "platform", "Web"));

        assertThat(function.handleRequest(event, null).getStatusCode()).isEqualTo(200);
        assertThat(EventJson.read(publisher.records().getLast().value()).event())
                .isEqualTo("lamp_rubbed");
    }

    @Test
    void theSettingsOfABrowserSdkNameTheGateway() {
        APIGatewayV2HTTPEvent event = event("GET", "/v1/projects/k1/settings", null);
        event.getHeaders().put("host", "collector.example");
        event.getHeaders().put("x-forwarded-proto", "https");

        APIGatewayV2HTTPResponse response = function.handleRequest(event, null);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(body(response)).contains("\"apiHost\":\"collector.example/v1\"", "\"protocol\":\"https\"");
    }

    @Test
    void refusalsAreTheSameAsOnNetty() {
        assertThat(function.handleRequest(post("/v1/track", "no json"), null).getStatusCode())
                .isEqualTo(400);
        assertThat(function.handleRequest(post("/v1/track", "x".repeat(1_048_577)), null)
                        .getStatusCode())
                .isEqualTo(413);
        assertThat(function.handleRequest(post("/v1/nothing", VIEW), null).getStatusCode())
                .isEqualTo(404);
        APIGatewayV2HTTPEvent keyless = post("/v1/track", VIEW);
        keyless.getHeaders().remove("authorization");
        assertThat(function.handleRequest(keyless, null).getStatusCode()).isEqualTo(401);
    }

    @Test
    void withoutABrokerTheAnswerIs503WithRetryAfter() {
        publisher.stop();
        APIGatewayV2HTTPResponse response = function.handleRequest(post("/v1/track", VIEW), null);
        publisher.restart();

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(header(response, "retry-after")).isEqualTo("2");
    }

    @Test
    void aPreflightIsAnswered() {
        APIGatewayV2HTTPEvent event = event("OPTIONS", "/v1/t", null);
        event.getHeaders().put("origin", "https://shop.example");
        event.getHeaders().put("access-control-request-method", "POST");

        APIGatewayV2HTTPResponse response = function.handleRequest(event, null);

        assertThat(response.getStatusCode()).isEqualTo(204);
        assertThat(header(response, "access-control-allow-origin")).isEqualTo("https://shop.example");
        assertThat(header(response, "access-control-allow-headers")).contains("x-retry-count");
    }

    private static APIGatewayV2HTTPEvent post(String path, String body) {
        return event("POST", path, body);
    }

    private static APIGatewayV2HTTPEvent event(String method, String path, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8)));
        headers.put("content-type", "text/plain");
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(RequestContext.builder()
                        .withStage("$default")
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .build())
                        .build())
                .build();
    }

    private static String body(APIGatewayV2HTTPResponse response) {
        return response.getIsBase64Encoded()
                ? new String(Base64.getDecoder().decode(response.getBody()), UTF_8)
                : response.getBody();
    }

    private static String header(APIGatewayV2HTTPResponse response, String name) {
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.getHeaders());
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
