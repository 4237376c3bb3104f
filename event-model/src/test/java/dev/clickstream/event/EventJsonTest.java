package dev.clickstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Property(tries = 300)
    void whatIsWrittenIsReadUnchanged(@ForAll("events") Event event) {
        assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void writesTimesInUtcWithThreeDecimalsAndLeavesNullsOut() {
        Event event = event(Instant.parse("2026-11-23T01:02:03Z"), "u1", null, Set.of(EventFlag.UNPLANNED));

        String json = new String(EventJson.write(event), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"messageId\":\"m1\",\"type\":\"track\",\"event\":\"Thing Done\",\"userId\":\"u1\","
                        + "\"occurredAt\":\"2026-11-23T01:02:03.000Z\",\"receivedAt\":\"2026-11-23T01:02:03.000Z\","
                        + "\"source\":\"web\",\"context\":{},\"properties\":{},\"flags\":[\"unplanned\"]}");
    }

    @Test
    void keepsTheDigitsOfMoney() {
        byte[] json = ("{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\","
                        + "\"occurredAt\":\"2026-11-23T01:02:03.000Z\",\"receivedAt\":\"2026-11-23T01:02:03.000Z\","
                        + "\"source\":\"web\",\"properties\":{\"price\":1234567890123.1000}}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(new String(EventJson.write(EventJson.read(json)), StandardCharsets.UTF_8))
                .contains("\"price\":1234567890123.1000");
    }

    @Test
    void namesTheMissingMember() {
        byte[] json = "{\"messageId\":\"m\",\"type\":\"track\"}".getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.read(json))
                .withMessage("not an envelope: event is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "", "{\"messageId\":\"m\"", "nonsense"})
    void refusesWhatIsNoJsonObject(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("not an envelope: not");
    }

    @Test
    void refusesWhatFollowsTheObject() {
        byte[] json = (new String(EventJson.write(event(Instant.EPOCH, "u", null, Set.of())), StandardCharsets.UTF_8)
                        + " {}")
                .getBytes(StandardCharsets.UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.read(json))
                .withMessage("not an envelope: something follows the JSON object");
    }

    @Test
    void passesOverMembersItDoesNotKnowAndThoseOfAnotherKind() {
        byte[] json =
                ("{\"later\":{\"messageId\":\"no\",\"deep\":[{}]},\"messageId\":\"m\",\"type\":\"track\",\"event\":\"E\","
                                + "\"userId\":\"u\",\"anonymousId\":{\"a\":[1]},\"sessionId\":null,\"context\":[1,{}],\"properties\":\"x\","
                                + "\"occurredAt\":\"2026-11-23T01:02:03Z\",\"receivedAt\":\"2026-11-23T01:02:03.000Z\",\"source\":\"web\","
                                + "\"flags\":\"bot\"}")
                        .getBytes(StandardCharsets.UTF_8);

        Event event = EventJson.read(json);

        assertThat(event.messageId()).isEqualTo("m");
        assertThat(event.anonymousId()).isNull();
        assertThat(event.sessionId()).isNull();
        assertThat(event.context().isEmpty()).isTrue();
        assertThat(event.properties().isEmpty()).isTrue();
        assertThat(event.flags()).isEmpty();
    }

    @Test
    void refusesAnEventOfNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(Instant.EPOCH, null, null, Set.of()))
                .withMessage("an event needs userId or anonymousId, had neither");
    }

    @Test
    void refusesTheCharacterThatNoStoreKeepsInAnId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(Instant.EPOCH, "u\0", null, Set.of()))
                .withMessage("userId must not hold the character NUL");
    }

    @Test
    void isKeyedByTheDeviceSoThatItsEventsStayInOrder() {
        assertThat(event(Instant.EPOCH, "u1", "a1", Set.of()).key()).isEqualTo("a1");
        assertThat(event(Instant.EPOCH, "u1", null, Set.of()).key()).isEqualTo("u1");
    }

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<String> ids = Arbitraries.strings()
                .excludeChars('\0')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(id -> !id.isBlank());
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<Set<EventFlag>> flags = Arbitraries.of(EventFlag.class).set();
        return Combinators.combine(ids, ids.injectNull(0.3), times, flags, Arbitraries.strings())
                .as((id, device, time, flagged, text) -> {
                    ObjectNode properties = MAPPER.createObjectNode();
                    properties
                            .put("text", text)
                            .put("number", 7)
                            .putArray("list")
                            .add(text);
                    return new Event(
                            id,
                            EventType.TRACK,
                            id,
                            "x/1-0-0",
                            id,
                            device,
                            device,
                            time,
                            time,
                            null,
                            time,
                            "web",
                            MAPPER.createObjectNode(),
                            properties,
                            flagged);
                });
    }

    private static Event event(Instant at, String userId, String anonymousId, Set<EventFlag> flags) {
        return new Event(
                "m1",
                EventType.TRACK,
                "Thing Done",
                null,
                userId,
                anonymousId,
                null,
                at,
                null,
                null,
                at,
                "web",
                MAPPER.createObjectNode(),
                MAPPER.createObjectNode(),
                flags);
    }
}
