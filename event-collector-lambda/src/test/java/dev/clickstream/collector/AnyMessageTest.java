package dev.clickstream.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For any message whatever: it is accepted and its envelope reads back the same, or it is rejected; nothing else. */
class AnyMessageTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final CollectorFixture FIXTURE = new CollectorFixture();

    @Property(tries = 500)
    void anAcceptedEventRoundTripsUnchanged(@ForAll("messages") Map<String, Object> message) {
        String body = MAPPER.writeValueAsString(message);
        int before = FIXTURE.publisher.records().size();

        Answer.Collected collected = FIXTURE.collected(body);

        assertThat(FIXTURE.publisher.records()).hasSize(before + 1);
        OutgoingRecord record = FIXTURE.publisher.records().getLast();
        assertThat(record.topic().equals(Topics.REJECTED.name())).isEqualTo(collected.accepted() == 0);
        if (collected.accepted() == 1) {
            Event event = EventJson.read(record.value());
            assertThat(EventJson.write(event)).isEqualTo(record.value());
            assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
        }
    }

    @Property(tries = 500)
    void whatWasSentIsInTheEnvelopeDigitByDigit(@ForAll("properties") Map<String, Object> properties) {
        String body = MAPPER.writeValueAsString(
                Map.of("type", "track", "event", "Lamp Rubbed", "userId", "u", "properties", properties));
        JsonNode sent = CollectorFixture.exact(body).path("properties");

        Answer.Collected collected = FIXTURE.collected(body);

        assertThat(collected.accepted()).isEqualTo(1);
        assertThat(EventJson.read(FIXTURE.publisher.records().getLast().value()).properties())
                .isEqualTo(sent);
    }

    @Provide
    Arbitrary<Map<String, Object>> messages() {
        Arbitrary<Object> ids = Arbitraries.oneOf(
                texts().asGeneric(), Arbitraries.longs().asGeneric(), Arbitraries.just((Object) Boolean.TRUE));
        Arbitrary<Object> times = Arbitraries.oneOf(
                Arbitraries.of("2026-11-23T09:00:00Z", "2026-11-23", "2020-01-01T00:00:00+08:00", "soon", "")
                        .asGeneric(),
                Arbitraries.longs().asGeneric());
        Arbitrary<Map<String, Object>> fields = Arbitraries.maps(
                        Arbitraries.of("userId", "messageId", "sessionId", "name", "category", "groupId", "previousId"),
                        ids)
                .ofMaxSize(7);
        Arbitrary<String> types = Arbitraries.of("track", "identify", "page", "screen", "group", "alias", "jump");
        Arbitrary<String> events = Arbitraries.oneOf(Arbitraries.of("Product Viewed", "Lamp Rubbed", "Page"), texts());
        return Combinators.combine(fields, types, events, times, times, properties(), properties())
                .as((some, type, event, time, sentAt, properties, context) -> {
                    Map<String, Object> message = new java.util.LinkedHashMap<>(some);
                    message.put("type", type);
                    message.put("event", event);
                    message.put("anonymousId", "a");
                    message.put("timestamp", time);
                    message.put("sentAt", sentAt);
                    message.put("properties", properties);
                    message.put("context", context);
                    return message;
                });
    }

    @Provide
    Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Object> numbers = Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e9"), new BigDecimal("1e9"))
                        .ofScale(6)
                        .asGeneric());
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                texts().asGeneric(), numbers, Arbitraries.of(true, false).asGeneric());
        Arbitrary<Object> values = Arbitraries.oneOf(
                scalars,
                scalars.list().ofMaxSize(3).map(list -> (Object) List.copyOf(list)),
                Arbitraries.maps(names(), scalars).ofMaxSize(3).map(map -> (Object) map));
        return Arbitraries.maps(names(), values).ofMaxSize(4);
    }

    /** None ends in a word that says that what it names is personal: chance does make a CVC now and then. */
    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("_ /~é")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(name -> name + "zz");
    }

    /**
     * Composed text without NUL or halves of surrogate pairs, and without what a telephone number or an address is made of:
     * anything else is cleaned or treated on purpose.
     */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .alpha()
                .withChars(' ', '-', '!', '{', '}', 'é', '日', '\u2028', '\n', '"', '\\', '\u0001')
                .ofMaxLength(40);
    }
}
