package dev.clickstream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void aTextIsTheEventsBodyAsItIs() {
        JsonNode event = event(
                "q=1",
                Map.of("Content-Type", List.of("application/json; charset=UTF-8")),
                "{\"a\":\"é\"}".getBytes(UTF_8));

        assertThat(event.path("body").asString()).isEqualTo("{\"a\":\"é\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.at("/requestContext/http/method").asString()).isEqualTo("POST");
        assertThat(event.at("/requestContext/timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.at("/headers/content-type").asString()).isEqualTo("application/json; charset=UTF-8");
    }

    @Test
    void whatIsNoTextIsBase64() {
        byte[] bytes = {(byte) 0x1f, (byte) 0x8b, 0};

        for (Map<String, List<String>> headers : List.of(
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                Map.of("Content-Type", List.of("application/json"), "Content-Encoding", List.of("gzip")),
                Map.<String, List<String>>of())) {
            JsonNode event = event(null, headers, bytes);
            assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
            assertThat(Base64.getDecoder().decode(event.path("body").asString()))
                    .isEqualTo(bytes);
        }
    }

    @Test
    void theQueryIsThereAsItWasAndDecodedWithRepeatedNamesTogether() {
        JsonNode event = event("a=1&b=x%20y&a=2&c", Map.of(), new byte[0]);

        assertThat(event.path("rawQueryString").asString()).isEqualTo("a=1&b=x%20y&a=2&c");
        assertThat(event.path("queryStringParameters").toString())
                .isEqualTo("{\"a\":\"1,2\",\"b\":\"x y\",\"c\":\"\"}");
        assertThat(event.has("body")).isFalse();
    }

    @Test
    void cookiesStandBesideTheHeaders() {
        JsonNode event = event(null, Map.of("Cookie", List.of("sid=abc; x=y")), new byte[0]);

        assertThat(event.path("cookies").toString()).isEqualTo("[\"sid=abc\",\"x=y\"]");
        assertThat(event.path("headers").has("cookie")).isFalse();
    }

    @Test
    void anAnswerIsToldWithStatusHeadersCookiesAndBytes() {
        HttpEvents.Response response = HttpEvents.response("""
                {"statusCode":503,"headers":{"retry-after":"2"},"cookies":["a=b","c=d"],"body":"AAE=","isBase64Encoded":true}""".getBytes(UTF_8));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers())
                .containsEntry("retry-after", List.of("2"))
                .containsEntry("Set-Cookie", List.of("a=b", "c=d"));
        assertThat(response.body()).containsExactly(0, 1);
    }

    @Test
    void anAnswerWithoutAStatusIsABodyAndOneThatIsNoJsonIsABadGateway() {
        assertThat(HttpEvents.response("{\"hello\":1}".getBytes(UTF_8)).status())
                .isEqualTo(200);
        assertThat(HttpEvents.response("oops".getBytes(UTF_8)).status()).isEqualTo(502);
    }

    private static JsonNode event(@Nullable String query, Map<String, List<String>> headers, byte[] body) {
        return JsonMapper.shared()
                .readTree(HttpEvents.event(
                        new HttpEvents.Request("POST", "/v1/track", query, headers, body, "127.0.0.1"), NOW));
    }
}
