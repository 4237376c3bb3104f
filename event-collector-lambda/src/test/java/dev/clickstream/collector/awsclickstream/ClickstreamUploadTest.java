package dev.clickstream.collector.awsclickstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.collector.decode.Decoding;
import dev.clickstream.collector.decode.JsonLimits;
import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.decode.StrictJson;
import dev.clickstream.plan.TrackingPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClickstreamUploadTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonLimits JSON = new JsonLimits(20, 50_000, 128, 200, 8192, 40);
    private static final String EVENT = """
            {"event_type":"product_viewed","event_id":"e1","unique_id":"dev1","device_id":"hw1","app_id":"shop",
             "timestamp":1795600000123,"platform":"Web","locale":"de-DE","screen_width":1920,"screen_height":1080,
             "sdk_name":"aws-solution-clickstream-sdk","sdk_version":"0.12.6","zone_offset":3600000,"make":"Google Inc.",
             "host_name":"shop.example","items":[{"id":"hotel-7","price":12.50,"colour":"red"}],
             "user":{"_user_id":{"value":"ann","set_timestamp":1},"tier":{"value":"gold","set_timestamp":2}},
             "attributes":{"product_id":"hotel-7","_session_id":"s1","_session_number":4,"_page_url":"https://shop.example/x",
                           "_page_title":"X","_latest_referrer":"","_traffic_source_source":"mail","_value":9.90,
                           "_currency":"EUR","nights":2}}""";

    private final ClickstreamMessages messages =
            new ClickstreamMessages(32_768, new StrictJson(JSON), TrackingPlan.load());
    private final BodyDecoder decoder = new BodyDecoder(new DecodeLimits(1 << 20, 4 << 20, 100, 100, 32_768, JSON));

    @Test
    void everyMemberIsInSegmentsTermsOrKeptUnderItsOwnName() {
        JsonNode message = message(EVENT);

        assertThat(message).isEqualTo(MAPPER.readTree("""
                {"type":"track","event":"Product Viewed","messageId":"e1","originalTimestamp":1795600000123,
                 "anonymousId":"dev1","userId":"ann","sessionId":"s1",
                 "properties":{"product_id":"hotel-7","nights":2,"_session_number":4,"_latest_referrer":"","value":9.90,"currency":"EUR",
                               "products":[{"product_id":"hotel-7","price":12.50,"colour":"red"}]},
                 "context":{"locale":"de-DE","app":{"id":"shop"},"screen":{"width":1920,"height":1080},
                            "library":{"name":"aws-solution-clickstream-sdk","version":"0.12.6"},
                            "device":{"id":"hw1","manufacturer":"Google Inc."},
                            "page":{"url":"https://shop.example/x","title":"X"},"campaign":{"source":"mail"},
                            "traits":{"tier":"gold"}},
                 "platform":"Web","zone_offset":3600000,"host_name":"shop.example"}"""));
    }

    @Test
    void moneyKeepsItsDigits() {
        Decoding.Batch batch = batch("[" + EVENT + "]", null, null);

        assertThat(new String(batch.messages().getFirst().copy(), UTF_8))
                .contains(":12.50")
                .contains(":9.90");
    }

    @ParameterizedTest
    @CsvSource({
        "_page_view, page, ",
        "_screen_view, screen, ",
        "_profile_set, identify, ",
        "_search, track, Products Searched",
        "Order_Completed, track, Order Completed",
        "_first_open, track, _first_open",
        "page, track, page",
        "lamp_rubbed, track, lamp_rubbed",
    })
    void itsOwnEventsAreOursWhereTheyMeanTheSame(String posted, String type, String event) {
        JsonNode message = message(EVENT.replace("product_viewed", posted)
                .replace("\"nights\":2", "\"_search_term\":\"sea view\",\"_screen_name\":\"Home\""));

        assertThat(message.path("type").asString()).isEqualTo(type);
        assertThat(message.path("event").stringValue(null)).isEqualTo(event);
        switch (type) {
            case "page" -> assertThat(message.at("/properties/url").asString()).isEqualTo("https://shop.example/x");
            case "screen" ->
                assertThat(message.at("/properties/name").asString()).isEqualTo("Home");
            case "identify" -> assertThat(message.at("/traits/tier").asString()).isEqualTo("gold");
            default ->
                assertThat(message.at("/properties/query").stringValue(null))
                        .isEqualTo(posted.equals("_search") ? "sea view" : null);
        }
    }

    @Test
    void withoutAUserTheDeviceStands() {
        JsonNode message = message("{\"event_type\":\"x\",\"device_id\":\"hw1\",\"unique_id\":\"\",\"user\":{}}");

        assertThat(message.path("anonymousId").asString()).isEqualTo("hw1");
        assertThat(message.has("userId")).isFalse();
    }

    @Test
    void aMemberOfTheWrongKindIsKeptAsItIs() {
        JsonNode message =
                message("{\"event_type\":7,\"attributes\":[1],\"user\":\"ann\",\"items\":3,\"device_id\":\"d\"}");

        assertThat(message.path("event").intValue()).isEqualTo(7);
        assertThat(message.path("attributes").toString()).isEqualTo("[1]");
        assertThat(message.path("user").asString()).isEqualTo("ann");
        assertThat(message.path("items").intValue()).isEqualTo(3);
    }

    @Test
    void theBodyMayBeBase64OfItsGzipUnderAJsonContentType() throws IOException {
        String plain = "[" + EVENT + "]";
        String packed = Base64.getEncoder().encodeToString(gzip(plain));

        assertThat(batch(packed, null, null).messages()).hasSize(1);
        assertThat(batch(packed, null, ClickstreamUpload.hash(packed.getBytes(UTF_8)))
                        .damage())
                .isNull();
    }

    @Test
    void theHashIsOverTheBodyAsSentAndToldWhenItDoesNotFit() {
        String body = "[" + EVENT + "]";

        assertThat(ClickstreamUpload.hash("[]".getBytes(UTF_8))).isEqualTo("4f53cda1");
        assertThat(batch(body, null, ClickstreamUpload.hash(body.getBytes(UTF_8)))
                        .damage())
                .isNull();
        assertThat(batch(body, null, "").damage()).isNull();
        assertThat(batch(body, null, "0123abcd").damage()).contains("hashCode");
    }

    @Test
    void theTimeOfUploadIsWhenItWasSent() {
        assertThat(batch("[" + EVENT + "]", "1795600001000", null).sentAt().asString())
                .isEqualTo("1795600001000");
    }

    @Test
    void whatCannotBeReadStaysAsPosted() {
        String twice = "{\"event_type\":\"x\",\"event_type\":\"y\"}";
        Decoding.Batch batch = batch("[7," + twice + "]", null, null);

        assertThat(batch.messages())
                .extracting(slice -> new String(slice.copy(), UTF_8))
                .containsExactly("7", twice);
    }

    @Test
    void neitherJsonNorBase64IsRefused() {
        Decoding decoding = new ClickstreamUpload(messages, null, null).decode("appId=shop&x".getBytes(UTF_8), decoder);

        assertThat(decoding)
                .isInstanceOfSatisfying(
                        Decoding.Refused.class,
                        refused -> assertThat(refused.refusal().code().status()).isEqualTo(400));
        assertThat(new ClickstreamUpload(messages, null, null).decode(new byte[0], decoder))
                .isEqualTo(new Decoding.Refused(
                        new Refusal(Refusal.Code.EMPTY_BODY, "the body is empty; send one event or a batch")));
    }

    private JsonNode message(String event) {
        Slice slice = batch("[" + event + "]", null, null).messages().getFirst();
        return MAPPER.readTree(slice.copy());
    }

    private Decoding.Batch batch(String body, String uploadedAt, String hash) {
        return (Decoding.Batch) new ClickstreamUpload(messages, uploadedAt, hash).decode(body.getBytes(UTF_8), decoder);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
