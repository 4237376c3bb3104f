package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CollectorTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m1\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}";

    private final CollectorFixture fixture = new CollectorFixture();

    @ParameterizedTest
    @CsvSource({
        "Product Viewed, events-view",
        "Products Searched, events-search",
        "Product Added to Wishlist, events-wishlist",
        "Product Added, events-cart",
        "Order Completed, events-booking",
        "Promotion Clicked, events-engagement",
        "Lamp Rubbed, events-unplanned",
    })
    void anEventGoesToItsDomainsTopicKeyedByDevice(String event, String topic) {
        fixture.collected("""
                {"type":"track","event":"%s","anonymousId":"a1","userId":"u1",
                 "properties":{"product_id":"p","query":"q","order_id":"o","promotion_id":"p"}}""".formatted(event));

        OutgoingRecord record = fixture.publisher.records().getFirst();
        assertThat(record.topic()).isEqualTo("clickstream." + topic + ".v1");
        assertThat(record.key()).isEqualTo("a1");
    }

    @Test
    void theSchemaTravelsInTheHeader() {
        fixture.collected(VIEW);

        assertThat(fixture.publisher.records().getFirst().schema()).isEqualTo("product-viewed/1-0-0");
    }

    @Test
    void oneBadMessageCostsNeitherItsNeighboursNorItsBytes() {
        String bad =
                "{\"type\":\"track\",\"event\":\"Product Viewed\",  \"messageId\":\"m2\",\"anonymousId\":\"a2\",\"properties\":{\"price\":true,\"product_id\":\"p\"}}";

        Answer.Collected collected = fixture.collected("[" + VIEW + " ,  " + bad + "," + VIEW + "]");

        assertThat(collected.accepted()).isEqualTo(2);
        assertThat(fixture.events()).extracting(Event::messageId).containsExactly("m1", "m1");
        Verdict.Rejected rejected = collected.rejected().getFirst();
        assertThat(rejected.index()).isEqualTo(1);
        assertThat(rejected.label().messageId()).isEqualTo("m2");
        OutgoingRecord record =
                fixture.publisher.records(Topics.REJECTED.name()).getFirst();
        assertThat(record.key()).isEqualTo("a2");
        JsonNode json = MAPPER.readTree(record.value());
        assertThat(json.path("receivedAt").asString()).isEqualTo("2026-11-23T10:00:00.000Z");
        assertThat(json.path("source").asString()).isEqualTo("web");
        assertThat(json.path("stage").asString()).isEqualTo("validation");
        assertThat(json.path("code").asString()).isEqualTo("schema_violation");
        assertThat(json.path("violations").path(0).path("pointer").asString()).isEqualTo("/properties/price");
        assertThat(json.path("violations").path(0).path("rule").asString()).isEqualTo("type");
        assertThat(json.path("violations").path(0).path("hint").asString())
                .startsWith("price must be a number or text");
        assertThat(json.path("messageId").asString()).isEqualTo("m2");
        assertThat(json.path("event").asString()).isEqualTo("Product Viewed");
        assertThat(json.path("schema").asString()).isEqualTo("product-viewed/1-0-0");
        assertThat(new String(Base64.getDecoder().decode(json.path("payload").asString()), UTF_8))
                .isEqualTo(bad);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | NOT_AN_OBJECT | type",
                "[null] | NOT_AN_OBJECT | type",
                "[[{}]] | NOT_AN_OBJECT | type",
                "{\"type\":\"page\",\"userId\":\"u\",\"userId\":\"v\"} | INVALID_JSON | uniqueKeys",
                "{\"type\":\"page\",\"userId\":\"u\",\"user\\u0049d\":\"v\"} | INVALID_JSON | uniqueKeys",
                "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"a\":1,\"a\":2}} | INVALID_JSON | uniqueKeys",
                "{\"type\":\"page\",\"userId\":\"u\",\"a\":12345678901234567890123456789012345678901} | INVALID_JSON | limits",
                "{\"type\":\"jump\",\"userId\":\"u\"} | UNKNOWN_TYPE | enum",
            })
    void aMessageThatCannotBeTakenGetsAVerdict(String body, RejectionCode code, String rule) {
        Verdict.Rejected rejected = fixture.rejected(body);

        assertThat(rejected.code()).isEqualTo(code);
        assertThat(rejected.violations().getFirst().rule()).isEqualTo(rule);
        assertThat(fixture.publisher.records(Topics.REJECTED.name())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void twentyLevelsAreTakenAndNoMore(int beyond) {
        int arrays = 18 + beyond;
        String body = "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"a\":" + "[".repeat(arrays)
                + "]".repeat(arrays) + "}}";

        assertThat(fixture.collected(body).accepted()).isEqualTo(beyond > 0 ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void theEventLimitHoldsToTheByte(int beyond) {
        String four = "\"%s\",".formatted("y".repeat(7000)).repeat(4);
        String frame = "{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"x\":[" + four + "\"\"]}}";
        String body = frame.replace("\"\"]", "\"" + "y".repeat(32_768 - frame.length() + beyond) + "\"]");

        assertThat(fixture.collected(body).accepted()).isEqualTo(beyond > 0 ? 0 : 1);
    }

    @Test
    void anEventThatOutgrowsTheWarehouseWithItsSharedContextIsRejected() {
        String long32K = "[\"" + "x".repeat(8100) + ("\",\"" + "x".repeat(8100)).repeat(3) + "\"]";
        String body = "{\"batch\":[" + VIEW + ",{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"p\":" + long32K
                + ",\"q\":\"" + "y".repeat(240) + "\"}}],\"context\":{\"c\":" + long32K + ",\"d\":\"" + "z".repeat(330)
                + "\"}}";

        Answer.Collected collected = fixture.collected(body);

        assertThat(collected.accepted()).isEqualTo(1);
        assertThat(collected.rejected().getFirst().code()).isEqualTo(RejectionCode.TOO_LARGE);
    }

    @Test
    void aMessageTooLargeForAnyRecordIsCutAndSaysSo() {
        String body = "{\"type\":\"page\",\"x\":\"" + "y".repeat(900_000) + "\"}";

        fixture.rejected(body);

        byte[] value =
                fixture.publisher.records(Topics.REJECTED.name()).getFirst().value();
        assertThat(value.length).isLessThan(1_048_576);
        JsonNode json = MAPPER.readTree(value);
        assertThat(json.path("payloadCutFrom").intValue()).isEqualTo(body.length());
        assertThat(body)
                .startsWith(new String(
                        Base64.getDecoder().decode(json.path("payload").asString()), UTF_8));
    }

    @Test
    void whatABatchSaysOnceForAllIsKeptWithEachRejectedMessageAndTreated() {
        fixture.collected(
                "{\"sentAt\":\"2026-11-23T09:00:00Z\",\"context\":{\"locale\":\"de\",\"traits\":{\"email\":\"ada@example.org\"}},"
                        + "\"batch\":[7," + VIEW + ",{}]}");

        assertThat(fixture.publisher.records(Topics.REJECTED.name())).hasSize(2).allSatisfy(record -> {
            JsonNode batch = MAPPER.readTree(record.value()).path("batch");
            assertThat(batch.path("sentAt").asString()).isEqualTo("2026-11-23T09:00:00Z");
            assertThat(batch.at("/context/locale").asString()).isEqualTo("de");
            assertThat(batch.toString()).contains("email").doesNotContain("ada@");
        });
    }

    @Test
    void whatABatchSaysOnceForAllIsNotKeptAThousandTimesWhenItIsLong() {
        String context = "{\"extras\":{\"x\":\"" + "y".repeat(4_000) + "\"}}";

        fixture.collected("{\"context\":%s,\"batch\":[%s7]}".formatted(context, "7,".repeat(99)));
        fixture.collected("{\"context\":%s,\"batch\":[%s7]}".formatted(context, "7,".repeat(299)));

        assertThat(fixture.publisher.records(Topics.REJECTED.name()).stream()
                        .filter(record -> MAPPER.readTree(record.value()).has("batch")))
                .hasSize(100);
    }

    @Test
    void withoutABrokerNothingIsAcknowledged() {
        fixture.publisher.stop();

        assertThat(fixture.post(VIEW, CollectorFixture.KEY, null)).isInstanceOf(Answer.Unavailable.class);
        assertThat(fixture.post("[1]", CollectorFixture.KEY, null)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void theKeyMayStandInFourPlaces() {
        String keyed = VIEW.replace("\"type\"", "\"writeKey\":\"k2\",\"type\"");

        fixture.post(VIEW, CollectorFixture.KEY, null);
        fixture.post("{\"writeKey\":\"k2\",\"batch\":[" + VIEW + "]}", null, null);
        fixture.post(keyed, null, null);
        fixture.post("[" + keyed + "]", null, "k1");
        fixture.post(VIEW, null, "k2");

        assertThat(fixture.events()).extracting(Event::source).containsExactly("web", "app", "app", "app", "app");
    }

    @Test
    void theHeaderComesFirst() {
        fixture.post("{\"writeKey\":\"k2\",\"batch\":[" + VIEW + "]}", CollectorFixture.KEY, "nobody");

        assertThat(fixture.events()).extracting(Event::source).containsExactly("web");
    }

    @Test
    void anUnknownKeyAnywhereRefusesTheRequestAndStoresNothing() {
        String wrongHeader = "Basic " + Base64.getEncoder().encodeToString("nobody:".getBytes(UTF_8));

        assertThat(fixture.post(VIEW, wrongHeader, "k1"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.INVALID_WRITE_KEY));
        assertThat(fixture.post("{\"writeKey\":\"nobody\",\"batch\":[" + VIEW + "]}", null, null))
                .isInstanceOf(Answer.Refused.class);
        assertThat(fixture.post(VIEW, null, "nobody")).isInstanceOf(Answer.Refused.class);
        assertThat(fixture.post(VIEW, null, null)).isInstanceOf(Answer.Refused.class);
        assertThat(fixture.post("[1,2]", null, null)).isInstanceOf(Answer.Refused.class);
        assertThat(fixture.publisher.records()).isEmpty();
    }

    @Test
    void ofMessagesWithTheirOwnKeysOnlyThoseWithAKnownOneAreTaken() {
        String keyed = VIEW.replace("\"type\"", "\"writeKey\":\"k2\",\"type\"");

        Answer answer = fixture.post("[" + VIEW + "," + keyed + "]", null, null);

        assertThat(answer).isInstanceOfSatisfying(Answer.Collected.class, collected -> {
            assertThat(collected.accepted()).isEqualTo(1);
            assertThat(collected.rejected().getFirst().code()).isEqualTo(RejectionCode.UNKNOWN_WRITE_KEY);
        });
    }

    @Test
    void theKeyIsNotStoredInTheEvent() {
        fixture.post(VIEW.replace("\"type\"", "\"writeKey\":\"k2\",\"type\""), null, null);

        assertThat(new String(fixture.publisher.records().getFirst().value(), UTF_8))
                .doesNotContain("k2");
    }

    @Test
    void moneyIsDecimalTextAndOtherNumbersKeepTheirDigits() {
        fixture.collected(VIEW.replace("\"p1\"", "\"p1\",\"price\":120.10,\"tax\":0.30000000000000004"));

        assertThat(new String(fixture.publisher.records().getFirst().value(), UTF_8))
                .contains("\"price\":\"120.10\"")
                .contains("\"tax\":0.30000000000000004");
    }

    @Test
    void theSameMessageTwiceIsStoredTwiceUnderOneId() {
        fixture.collected("[" + VIEW + "," + VIEW + "]");

        assertThat(fixture.events()).hasSize(2).extracting(Event::messageId).containsOnly("m1");
    }

    @Test
    void theSameMessageAgainIsStoredAndReported() {
        assertThat(fixture.collected("[" + VIEW + "," + VIEW.replace("m1", "m2") + "]")
                        .duplicates())
                .isZero();

        Answer.Collected again = fixture.collected("[" + VIEW + "," + VIEW.replace("m1", "m3") + "]");

        assertThat(again.accepted()).isEqualTo(2);
        assertThat(again.duplicates()).isEqualTo(1);
        assertThat(fixture.events()).hasSize(4);
    }

    @Test
    void twiceInOneRequestIsADuplicateOnce() {
        assertThat(fixture.collected("[" + VIEW + "," + VIEW + "]").duplicates())
                .isEqualTo(1);
    }

    @Test
    void whatWasNotAcknowledgedIsNoDuplicateWhenItComesAgain() {
        fixture.publisher.stop();
        fixture.post(VIEW, CollectorFixture.KEY, null);
        fixture.publisher.restart();

        assertThat(fixture.collected(VIEW).duplicates()).isZero();
    }

    @Test
    void aRejectedMessageIsNoDuplicate() {
        String bad = VIEW.replace("\"p1\"", "7");
        fixture.rejected(bad);

        assertThat(fixture.collected(bad).duplicates()).isZero();
        assertThat(fixture.collected(VIEW).duplicates()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTOR_MAX_NAME_BYTES, 128, name",
        "COLLECTOR_MAX_TEXT_BYTES, 8192, text",
        "COLLECTOR_MAX_MEMBERS, 200, members",
        "COLLECTOR_MAX_NUMBER_DIGITS, 40, number",
        "COLLECTOR_MAX_TOKENS, 2000, tokens",
    })
    void everyLimitOfAnEventHoldsExactlyAndIsASetting(String setting, int limit, String what) {
        CollectorFixture limited = new CollectorFixture(Map.of(setting, Integer.toString(limit)));
        CollectorFixture lower = new CollectorFixture(Map.of(setting, Integer.toString(limit - 1)));

        assertThat(limited.collected(eventWith(what, limit)).accepted()).isEqualTo(1);
        assertThat(limited.rejected(eventWith(what, limit + 1))
                        .violations()
                        .getFirst()
                        .rule())
                .isEqualTo("limits");
        assertThat(lower.rejected(eventWith(what, limit)).code()).isEqualTo(RejectionCode.INVALID_JSON);
    }

    /** Length in bytes, where the text is not ASCII. */
    private static String eventWith(String what, int many) {
        String frame = "{\"type\":\"page\",\"userId\":\"u\",\"context\":%s}";
        return frame.formatted(
                switch (what) {
                    case "name" -> "{\"" + "é".repeat(many / 2) + "n".repeat(many % 2) + "\":1}";
                    case "text" -> "{\"t\":\"" + "é".repeat(many / 2) + "t".repeat(many % 2) + "\"}";
                    case "members" ->
                        java.util.stream.IntStream.range(0, many)
                                .mapToObj(i -> "\"m" + i + "\":1")
                                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
                    case "number" -> "{\"n\":0." + "1".repeat(many - 1) + "}";
                    // The frame has 12 tokens around the numbers.
                    default -> "{\"n\":[" + "1,".repeat(many - 13) + "1]}";
                });
    }

    @Test
    void aMillionMembersAndNamesOfOneHashAreHarmless() {
        StringBuilder wide = new StringBuilder("{\"type\":\"page\",\"userId\":\"u\"");
        for (int i = 0; wide.length() < 1_000_000; i++) {
            wide.append(",\"").append(i).append("\":0");
        }
        assertThat(fixture.rejected(wide.append('}').toString()).code()).isEqualTo(RejectionCode.TOO_LARGE);

        // "Aa" and "BB" have the same hash, and so has whatever is made of them.
        StringBuilder colliding = new StringBuilder("{\"type\":\"page\",\"userId\":\"u\",\"context\":{");
        for (int i = 0; i < 1024; i++) {
            colliding.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 10; bit++) {
                colliding.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            colliding.append("\":0");
        }
        assertThat(fixture.rejected(colliding.append("}}").toString()).code()).isEqualTo(RejectionCode.INVALID_JSON);
    }

    @Test
    void limitsAreSettings() {
        CollectorFixture small = new CollectorFixture(Map.of("COLLECTOR_MAX_EVENTS", "1"));

        assertThat(small.post("[{},{}]", CollectorFixture.KEY, null))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(Refusal.Code.TOO_MANY_EVENTS));
    }
}
