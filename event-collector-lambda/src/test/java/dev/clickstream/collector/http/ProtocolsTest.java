package dev.clickstream.collector.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other protocols than Segment's messages reach over HTTP. */
class ProtocolsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CLICKSTREAM =
            "[{\"event_type\":\"lamp_rubbed\",\"event_id\":\"e1\",\"unique_id\":\"d1\",\"timestamp\":1795600000123}]";

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
    @ValueSource(strings = {"/collect", "/collect/"})
    void anUploadOfTheAwsSdkIsStoredUnderItsAppId(String path) {
        HttpResponse<String> response = server.send(
                server.request(path + "?platform=Web&appId=k1&event_bundle_sequence_id=1&upload_timestamp=1795600000999"
                                + "&hashCode=")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(CLICKSTREAM)));

        assertThat(response.statusCode()).isEqualTo(200);
        Event event = stored();
        assertThat(event.messageId()).isEqualTo("e1");
        assertThat(event.event()).isEqualTo("lamp_rubbed");
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.sentAt().toEpochMilli()).isEqualTo(1_795_600_000_999L);
    }

    @Test
    void aDamagedUploadIsKeptAndAnsweredWith200SinceTheSdkWouldSendItForEver() {
        HttpResponse<String> response = server.send(
                server.request("/collect?appId=k1&hashCode=00000000").POST(BodyPublishers.ofString(CLICKSTREAM)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(response.body()).at("/rejected/0/code").asString())
                .isEqualTo("damaged_body");
        assertThat(server.publisher.records(Topics.REJECTED.name())).hasSize(1);
    }

    @Test
    void anUnknownAppIdIs401() {
        assertThat(server.send(server.request("/collect?appId=nobody").POST(BodyPublishers.ofString(CLICKSTREAM)))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/pixel?", "/v1/pixel/?", "/v1/pixel/track?", "/v1/pixel/t?", "/pixel/v1/track?"})
    void aPixelStoresItsEventAndIsAPictureThatNobodyKeeps(String path) {
        HttpResponse<String> response = server.send(server.request(
                path + "writeKey=k1&type=track&event=Lamp+Rubbed&userId=ann&messageId=m1&properties.a.b=%C3%A9"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("image/gif");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.body()).startsWith("GIF89a");
        Event event = stored();
        assertThat(event.event()).isEqualTo("Lamp Rubbed");
        assertThat(event.userId()).isEqualTo("ann");
        assertThat(event.properties()).hasToString("{\"a\":{\"b\":\"é\"}}");
    }

    @Test
    void aPixelsDataMayBeInEitherBase64() {
        String json =
                "{\"writeKey\":\"k1\",\"userId\":\"ann\",\"event\":\"Lamp Rubbed\",\"properties\":{\"a\":\"~~~???>>>\"}}";
        String standard = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
        assertThat(standard).isNotEqualTo(urlSafe);

        for (String data : new String[] {standard, URLEncoder.encode(standard, UTF_8), urlSafe}) {
            assertThat(server.send(server.request("/v1/pixel/track?data=" + data))
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(server.publisher.records(Topics.EVENTS_UNPLANNED.name())).hasSize(3);
        assertThat(stored().properties()).hasToString("{\"a\":\"~~~???>>>\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "bm8ganNvbg==", "", "W10="})
    void aPixelThatSaysNothingReadableIsStillAPictureAndKeptAsRejected(String data) {
        HttpResponse<String> response = server.send(server.request("/v1/pixel/track?writeKey=k1&data=" + data));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("GIF89a");
        assertThat(server.publisher.records(Topics.REJECTED.name())).hasSize(1);
    }

    @Test
    void aPixelWithoutAKeyOrOfNoCallIsAPictureThatFailed() {
        HttpResponse<String> keyless = server.send(server.request("/v1/pixel?type=page&userId=ann"));
        HttpResponse<String> nothing = server.send(server.request("/v1/pixel/nothing?writeKey=k1"));

        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(keyless.body()).startsWith("GIF89a");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(server.publisher.records()).isEmpty();
    }

    @Test
    void aQueryThatIsTooLongIs414AndHeadersThatAreTooLargeAre431() {
        HttpResponse<String> query = server.send(server.request("/v1/pixel?writeKey=k1&x=" + "y".repeat(9000)));
        HttpResponse<String> header = server.send(
                server.request("/v1/track").header("X-Long", "y".repeat(20_000)).POST(BodyPublishers.ofString("{}")));

        assertThat(query.statusCode()).isEqualTo(414);
        assertThat(header.statusCode()).isEqualTo(431);
    }

    @Test
    void anAnswerThatEndsTheConnectionSaysSoLestAClientSendItsNextEventsIntoIt() {
        HttpResponse<String> query = server.send(server.request("/v1/pixel?writeKey=k1&x=" + "y".repeat(9000)));
        HttpResponse<String> header = server.send(server.request("/v1/pixel").header("X-Long", "y".repeat(20_000)));

        assertThat(query.headers().firstValue("connection")).contains("close");
        assertThat(header.headers().firstValue("connection")).contains("close");
    }

    @Test
    void theSettingsOfSegmentsBrowserSdkNameThisCollector() {
        HttpResponse<String> response =
                server.send(server.request("/v1/projects/k1/settings").header("Origin", "https://shop.example"));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode destination = MAPPER.readTree(response.body()).at("/integrations/Segment.io");
        assertThat(destination.path("apiKey").asString()).isEqualTo("k1");
        assertThat(destination.path("apiHost").asString()).isEqualTo(server.authority() + "/v1");
        assertThat(destination.path("protocol").asString()).isEqualTo("http");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("https://shop.example");
        assertThat(server.send(server.request("/v1/projects/nobody/settings")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sourceConfig/?p=npm&v=3.34&writeKey=k1", "/sourceConfig?writeKey=k1"})
    void theSettingsOfRuddersBrowserSdkNameThisCollector(String path) {
        HttpResponse<String> response = server.send(server.request(path).header("X-Forwarded-Proto", "https"));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode source = MAPPER.readTree(response.body()).path("source");
        assertThat(source.path("id").asString()).isEqualTo("web");
        assertThat(source.path("writeKey").asString()).isEqualTo("k1");
        assertThat(source.path("destinations").isArray()).isTrue();
        assertThat(source.at("/dataplanes/US/0/url").asString()).isEqualTo("https://" + server.authority());
        assertThat(server.send(server.request("/sourceConfig/?writeKey=nobody")).statusCode())
                .isEqualTo(401);
    }

    private Event stored() {
        return EventJson.read(server.publisher.records().getFirst().value());
    }
}
