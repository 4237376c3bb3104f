package dev.clickstream.collector.standardise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.TrackingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StandardiserTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00.000Z");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Standardiser standardiser =
            new Standardiser(TrackingPlan.load(), Duration.ofSeconds(10), () -> "generated");

    @Test
    void aTrackCallKeepsAllItSays() {
        Event event = event("""
                {"type":"track","event":" Product Viewed ","messageId":"m1","userId":"u1","anonymousId":"a1","sessionId":"s1",
                 "timestamp":"2026-11-23T09:59:59.123456+00:00","sentAt":"2026-11-23T10:00:00Z",
                 "context":{"locale":"en-SG"},"properties":{"product_id":"p1","price":12.50}}""");

        assertThat(event.messageId()).isEqualTo("m1");
        assertThat(event.type()).isEqualTo(EventType.TRACK);
        assertThat(event.event()).isEqualTo("Product Viewed");
        assertThat(event.schema()).isEqualTo("product-viewed/1-0-0");
        assertThat(event.userId()).isEqualTo("u1");
        assertThat(event.anonymousId()).isEqualTo("a1");
        assertThat(event.sessionId()).isEqualTo("s1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-23T09:59:59.123Z"));
        assertThat(event.originalTimestamp()).isEqualTo(Instant.parse("2026-11-23T09:59:59.123Z"));
        assertThat(event.sentAt()).isEqualTo(RECEIVED);
        assertThat(event.receivedAt()).isEqualTo(RECEIVED);
        assertThat(event.source()).isEqualTo("web");
        assertThat(event.context()).hasToString("{\"locale\":\"en-SG\"}");
        assertThat(event.properties()).hasToString("{\"product_id\":\"p1\",\"price\":12.50}");
        assertThat(event.flags()).isEmpty();
    }

    @Test
    void nullEmptyAndBlankIdsAreAbsent() {
        Event event = event("""
                {"type":"track","event":"Cart Viewed","messageId":null,"userId":"","anonymousId":"a1","sessionId":" "}""");

        assertThat(event.messageId()).isEqualTo("generated");
        assertThat(event.userId()).isNull();
        assertThat(event.sessionId()).isNull();
        assertThat(event.occurredAt()).isEqualTo(RECEIVED);
        assertThat(event.originalTimestamp()).isNull();
    }

    @Test
    void aNumberServesAsId() {
        Event event =
                event("{\"type\":\"track\",\"event\":\"x\",\"userId\":42,\"context\":{\"sessionId\":1795429423447}}");

        assertThat(event.userId()).isEqualTo("42");
        assertThat(event.sessionId()).isEqualTo("1795429423447");
    }

    @ParameterizedTest
    @CsvSource({"page, Page", "screen, Screen", "identify, Identify"})
    void callsWithoutANameAreNamedAfterTheirType(String type, String name) {
        assertThat(event("{\"type\":\"%s\",\"userId\":\"u\"}".formatted(type)).event())
                .isEqualTo(name);
    }

    @Test
    void aPageCallsNameAndCategoryJoinItsProperties() {
        Event event = event(
                "{\"type\":\"page\",\"userId\":\"u\",\"name\":\"Home\",\"category\":null,\"properties\":{\"path\":\"/\"}}");

        assertThat(event.properties()).hasToString("{\"path\":\"/\",\"name\":\"Home\"}");
    }

    @Test
    void traitsAreThePropertiesOfAnIdentifyCall() {
        assertThat(event("{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"plan\":\"gold\"}}")
                        .properties())
                .hasToString("{\"plan\":\"gold\"}");
    }

    @Test
    void aGroupCallsIdJoinsItsTraits() {
        assertThat(event("{\"type\":\"group\",\"userId\":\"u\",\"groupId\":7,\"traits\":{\"name\":\"x\"}}")
                        .properties())
                .hasToString("{\"name\":\"x\",\"groupId\":\"7\"}");
    }

    @Test
    void anAliasCallsPropertyIsThePreviousId() {
        Event event = event("{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\",\"anonymousId\":null}");

        assertThat(event.properties()).hasToString("{\"previousId\":\"p\"}");
        assertThat(event.schema()).isEqualTo("alias/1-0-0");
    }

    @Test
    void anEventNotInThePlanIsFlaggedAndKept() {
        Event event = event("{\"type\":\"track\",\"event\":\"Lamp Rubbed\",\"userId\":\"u\"}");

        assertThat(event.schema()).isNull();
        assertThat(event.flags()).containsExactly(EventFlag.UNPLANNED);
    }

    @Test
    void aTrackCallNamedLikeAnotherCallIsNotThatCall() {
        Event event = event("{\"type\":\"track\",\"event\":\"Identify\",\"userId\":\"u\"}");

        assertThat(event.schema()).isNull();
        assertThat(event.flags()).containsExactly(EventFlag.UNPLANNED);
    }

    @Test
    void theTypeInTheMessageWinsOverThePaths() {
        Arrival arrival = new Arrival(RECEIVED, EventType.TRACK, null, null, null);

        assertThat(standard("{\"type\":\"page\",\"userId\":\"u\"}", arrival).type())
                .isEqualTo(EventType.PAGE);
        assertThat(standard("{\"event\":\"x\",\"userId\":\"u\"}", arrival).type())
                .isEqualTo(EventType.TRACK);
    }

    @Test
    void whatTheBatchSaysIsTheDefault() {
        ObjectNode shared = (ObjectNode) MAPPER.readTree("{\"library\":{\"name\":\"java\"},\"ip\":\"1.2.3.0\"}");
        Arrival arrival = new Arrival(RECEIVED, null, null, MAPPER.readTree("\"2026-11-23T08:00:00Z\""), shared);
        String own = """
                {"type":"track","event":"x","userId":"u","context":{"ip":"9.9.9.0"},"timestamp":"2026-11-23T07:59:00Z"}""";

        Event event = standard(own, arrival);

        assertThat(event.context()).hasToString("{\"ip\":\"9.9.9.0\",\"library\":{\"name\":\"java\"}}");
        assertThat(event.sentAt()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-23T09:59:00Z"));
        assertThat(event.flags()).contains(EventFlag.SKEWED);
        assertThat(shared).hasToString("{\"library\":{\"name\":\"java\"},\"ip\":\"1.2.3.0\"}");
        assertThat(standard("{\"type\":\"track\",\"event\":\"x\",\"userId\":\"u\"}", arrival)
                        .context())
                .isEqualTo(shared)
                .isNotSameAs(shared);
    }

    @Test
    void membersWithoutAPlaceAreKeptAsExtras() {
        Event event = event("""
                {"type":"track","event":"x","userId":"u","writeKey":"k","integrations":{},"_metadata":{"retryCount":1},"channel":"server"}""");

        assertThat(event.context())
                .hasToString("{\"extras\":{\"_metadata\":{\"retryCount\":1},\"channel\":\"server\"}}");
    }

    @Test
    void emptyArraysStandForEmptyObjects() {
        Event event = event("{\"type\":\"track\",\"event\":\"x\",\"userId\":\"u\",\"context\":[],\"properties\":[]}");

        assertThat(event.context()).isEmpty();
        assertThat(event.properties()).isEmpty();
    }

    @Test
    void textIsCleanedEverywhereNamesIncluded() {
        Event event = event(
                "{\"type\":\"track\",\"event\":\"a\\u0000b\",\"userId\":\"u\\u0000\",\"properties\":{\"k\\u0000\":[\"e\\u0301\",{\"x\":\"\\u0000\"}]}}");

        assertThat(event.event()).isEqualTo("ab");
        assertThat(event.userId()).isEqualTo("u");
        assertThat(event.properties()).hasToString("{\"k\":[\"é\",{\"x\":\"\"}]}");
        assertThat(standardiser.cleanedTexts()).isEqualTo(5);
    }

    @Test
    void robotsAreFlaggedByTheirContextElseByTheRequest() {
        String robot = "Mozilla/5.0 (compatible; Googlebot/2.1)";
        Arrival byRobot = new Arrival(RECEIVED, null, robot, null, null);

        assertThat(event("{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"userAgent\":\"%s\"}}".formatted(robot))
                        .flags())
                .containsExactly(EventFlag.BOT);
        assertThat(standard("{\"type\":\"page\",\"userId\":\"u\"}", byRobot).flags())
                .containsExactly(EventFlag.BOT);
        assertThat(standard("{\"type\":\"page\",\"userId\":\"u\",\"context\":{\"userAgent\":\"Safari\"}}", byRobot)
                        .flags())
                .isEmpty();
    }

    @Test
    void anUnreadableSendingTimeIsPassedOver() {
        Event event =
                event("{\"type\":\"page\",\"userId\":\"u\",\"sentAt\":\"now\",\"timestamp\":\"2026-11-20T00:00:00Z\"}");

        assertThat(event.sentAt()).isNull();
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void oldEventsAreFlaggedLate() {
        assertThat(event("{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-01-01\"}")
                        .flags())
                .containsExactly(EventFlag.LATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"userId\":\"u\"} | MISSING_FIELD | /type | required",
                "{\"type\":\"click\",\"userId\":\"u\"} | UNKNOWN_TYPE | /type | enum",
                "{\"type\":7,\"userId\":\"u\"} | UNKNOWN_TYPE | /type | enum",
                "{\"type\":\"track\",\"userId\":\"u\"} | MISSING_FIELD | /event | required",
                "{\"type\":\"track\",\"event\":\" \",\"userId\":\"u\"} | MISSING_FIELD | /event | required",
                "{\"type\":\"track\",\"event\":{},\"userId\":\"u\"} | WRONG_FIELD | /event | type",
                "{\"type\":\"page\"} | MISSING_FIELD | /anonymousId | required",
                "{\"type\":\"page\",\"userId\":\"\",\"anonymousId\":null} | MISSING_FIELD | /anonymousId | required",
                "{\"type\":\"page\",\"userId\":{}} | WRONG_FIELD | /userId | type",
                "{\"type\":\"page\",\"userId\":1.5} | WRONG_FIELD | /userId | type",
                "{\"type\":\"alias\",\"previousId\":\"p\"} | MISSING_FIELD | /userId | required",
                "{\"type\":\"alias\",\"userId\":\"u\"} | MISSING_FIELD | /previousId | required",
                "{\"type\":\"group\",\"userId\":\"u\"} | MISSING_FIELD | /groupId | required",
                "{\"type\":\"page\",\"userId\":\"u\",\"properties\":\"x\"} | WRONG_FIELD | /properties | type",
                "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":1} | WRONG_FIELD | /traits | type",
                "{\"type\":\"page\",\"userId\":\"u\",\"context\":1} | WRONG_FIELD | /context | type",
                "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"noon\"} | UNREADABLE_TIME | /timestamp | format",
                "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"a\":[1,1e400]}} | NUMBER_OUT_OF_RANGE | /properties/a/1 | maximum",
                "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"a/b\":9223372036854775808}} | NUMBER_OUT_OF_RANGE | /properties/a~1b | maximum",
                "{\"type\":\"page\",\"userId\":\"u\",\"properties\":{\"a\":1,\"a\\u0000\":2}} | INVALID_JSON | /properties/a | uniqueKeys",
            })
    void whatIsWrongIsPointedAt(String message, RejectionCode code, String pointer, String rule) {
        Violation violation = wrong(message).violations().getFirst();

        assertThat(violation.code()).isEqualTo(code);
        assertThat(violation.pointer()).isEqualTo(pointer);
        assertThat(violation.rule()).isEqualTo(rule);
    }

    @Test
    void everyProblemOfAMessageIsNamedAtOnce() {
        List<Violation> violations =
                wrong("{\"type\":\"track\",\"timestamp\":\"noon\"}").violations();

        assertThat(violations).extracting(Violation::pointer).containsExactly("/event", "/anonymousId", "/timestamp");
    }

    @Test
    void anIdIsMeasuredInBytesOfUtf8() {
        assertThat(event("{\"type\":\"page\",\"userId\":\"" + "é".repeat(128) + "\"}")
                        .userId())
                .hasSize(128);
        assertThat(wrong("{\"type\":\"page\",\"userId\":\"" + "é".repeat(128) + "x\"}")
                        .violations()
                        .getFirst()
                        .hint())
                .isEqualTo("userId must be at most 256 bytes of UTF-8");
    }

    @Test
    void aRejectionIsLabelledWithWhatCouldBeRead() {
        Standardised.Wrong wrong = wrong(
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m\",\"anonymousId\":\"a\",\"timestamp\":\"noon\"}");

        assertThat(wrong.label().messageId()).isEqualTo("m");
        assertThat(wrong.label().event()).isEqualTo("Product Viewed");
        assertThat(wrong.label().schema()).isEqualTo("product-viewed/1-0-0");
        assertThat(wrong.label().key()).isEqualTo("a");
    }

    private Event event(String message) {
        return standard(message, new Arrival(RECEIVED, null, null, null, null));
    }

    private Event standard(String message, Arrival arrival) {
        Standardised result = standardiser.standardise((ObjectNode) MAPPER.readTree(message), arrival, "web");
        assertThat(result).isInstanceOf(Standardised.Standard.class);
        return ((Standardised.Standard) result).event();
    }

    private Standardised.Wrong wrong(String message) {
        Arrival arrival = new Arrival(RECEIVED, null, null, null, null);
        Standardised result = standardiser.standardise((ObjectNode) MAPPER.readTree(message), arrival, "web");
        assertThat(result).isInstanceOf(Standardised.Wrong.class);
        return (Standardised.Wrong) result;
    }
}
