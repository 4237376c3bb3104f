package dev.clickstream.loader.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The scan and the parser give the same row, whatever the bytes; and what our own programs write is scanned. */
class EnvelopeScanTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant AT = Instant.parse("2026-11-23T01:02:03.004Z");
    private static final byte[] FULL = EventJson.write(new Event(
            "m-1",
            EventType.TRACK,
            "Product Viewed",
            "product-viewed/1-0-0",
            "user-1",
            "device-1",
            "session-1",
            AT,
            AT.minusMillis(5),
            AT.minusMillis(3),
            AT.plusMillis(7),
            "web",
            NODES.objectNode()
                    .put("ip", "203.0.113.7")
                    .set("page", NODES.objectNode().put("url", "https://x.example/ö")),
            NODES.objectNode()
                    .put("price", new BigDecimal("120.50"))
                    .put("nights", -3)
                    .put("zero", 0)
                    .putNull("none")
                    .put("quote", "say \"yes\"\n\\u0000")
                    .set("tags", NODES.arrayNode().add("a").add(true).add(1.5)),
            Set.of(EventFlag.BOT, EventFlag.LATE)));

    @Test
    void whatOurOwnProgramsWriteIsScanned() {
        Object[] columns = new EnvelopeScan().columns(FULL);

        assertThat(columns).isNotNull();
        assertThat(Arrays.stream(columns)
                        .map(value -> value instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : value))
                .startsWith(
                        "m-1",
                        "track",
                        "Product Viewed",
                        "product-viewed/1-0-0",
                        "user-1",
                        "device-1",
                        "session-1",
                        1_763_859_723_004_000L + 31_536_000_000_000L,
                        1_763_859_722_999_000L + 31_536_000_000_000L,
                        1_763_859_723_001_000L + 31_536_000_000_000L,
                        1_763_859_723_011_000L + 31_536_000_000_000L,
                        "web",
                        "{\"ip\":\"203.0.113.7\",\"page\":{\"url\":\"https://x.example/ö\"}}",
                        "{\"price\":120.50,\"nights\":-3,\"zero\":0,\"none\":null,\"quote\":\"say \\\"yes\\\"\\n\\\\u0000\","
                                + "\"tags\":[\"a\",true,1.5]}",
                        "bot,late");
        assertSame(FULL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e5}",
                "{\"a\":0.0000001}",
                "{\"a\":-0}",
                "{\"a\":-0.0}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":12345678901234567890}",
                "{\"a\":1.50}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\u00e4\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\",
                "{\"a\":tru}",
                "{\"a\":[1,]}",
                "{\"a\":{},}",
                "{ }",
                "{}",
                "{\"a\":[]}",
                "{\"\":1}",
                "[]",
                "null",
                "\"text\"",
                "{\"a\":\"\ud83d\ude00\"}",
                "{\"a\":\"\u0001\"}",
            })
    void objectsOfEveryFormGiveTheParsersRow(String properties) {
        assertSame(("{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\","
                        + "\"occurredAt\":\"2026-02-28T23:59:59.999Z\",\"receivedAt\":\"2026-02-28T23:59:59.999Z\","
                        + "\"source\":\"web\",\"context\":{},\"properties\":" + properties + "}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "2026-11-23T23:60:00.000Z",
                "2026-11-23T23:00:60.000Z",
                "0000-01-01T00:00:00.000Z",
                "0001-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
                "2026-11-23T00:00:00Z",
                "2026/11/23T00:00:00.000Z",
                "2026-1x-23T00:00:00.000Z",
                "x026-11-23T00:00:00.000Z",
                "2026-11-23T00:00:00.000+",
                "",
            })
    void timesOfEveryFormGiveTheParsersRow(String time) {
        assertSame(new String(FULL, StandardCharsets.UTF_8)
                .replace("2026-11-23T01:02:03.004Z", time)
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"bot\"]",
                "[\"late\",\"bot\"]",
                "[\"bot\",\"bot\"]",
                "[\"bot\",]",
                "[\"strange\"]",
                "[\"bot\" ]",
                "\"bot\"",
                "x\"bot\"]",
                "[\"bot\",\"skewed\",\"late\",\"unplanned\"]",
                "[\"bot\"",
                "null",
            })
    void flagsOfEveryFormGiveTheParsersRow(String flags) {
        assertSame(new String(FULL, StandardCharsets.UTF_8)
                .replace("[\"bot\",\"late\"]", flags)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatDoesNotFitItsColumnIsLeftToTheParser() {
        for (String name : List.of("m-1", "Product Viewed", "user-1", "203.0.113.7", "track", "web")) {
            for (String value : List.of("", " ", "x".repeat(70_000), "\\u0000", "ß".repeat(200), "a\\\"b")) {
                assertSame(new String(FULL, StandardCharsets.UTF_8)
                        .replace("\"" + name + "\"", "\"" + value + "\"")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Property(tries = 300)
    void everyEventGivesTheParsersRow(@ForAll("events") Event event) {
        assertSame(EventJson.write(event));
    }

    @Property(tries = 2_000)
    void bytesThatWereDamagedGiveTheParsersRow(@ForAll int place, @ForAll byte with, @ForAll boolean cut) {
        byte[] damaged = cut ? Arrays.copyOf(FULL, Math.floorMod(place, FULL.length)) : FULL.clone();
        if (!cut) {
            damaged[Math.floorMod(place, damaged.length)] = with;
        }
        assertSame(damaged);
    }

    @Property(tries = 2_000)
    void bytesThatWereMovedGiveTheParsersRow(@ForAll int from, @ForAll int to, @ForAll int length) {
        int start = Math.floorMod(from, FULL.length);
        int size = Math.floorMod(length, Math.min(40, FULL.length - start) + 1);
        int target = Math.floorMod(to, FULL.length - size + 1);
        byte[] moved = FULL.clone();
        System.arraycopy(FULL, start, moved, target, size);
        assertSame(moved);
    }

    private static void assertSame(byte[] value) {
        SourceRecord record = new SourceRecord(Topics.EVENTS_VIEW.name(), 3, 17, AT, null, value);
        RowMaker scanning = new RowMaker();
        RowMaker parsing = new RowMaker();

        Row scanned = scanning.row(record);
        Row parsed = parsing.parsed(record);

        assertThat(scanned.table()).isEqualTo(parsed.table());
        assertThat(texts(scanned)).isEqualTo(texts(parsed));
        assertThat(scanning.cuts()).isEqualTo(parsing.cuts());
    }

    private static List<@Nullable Object> texts(Row row) {
        return Arrays.stream(row.values())
                .<@Nullable Object>map(
                        value -> value instanceof byte[] text ? new String(text, StandardCharsets.ISO_8859_1) : value)
                .toList();
    }

    @Provide
    static Arbitrary<Event> events() {
        Arbitrary<String> ids = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(300)
                .filter(id -> !id.isBlank() && id.indexOf('\0') < 0);
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-99_000_000_000_000L, 260_000_000_000_000L)
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        ids,
                        Arbitraries.of(EventType.class),
                        ids.injectNull(0.3),
                        times,
                        times.injectNull(0.5),
                        objects(),
                        objects(),
                        Arbitraries.of(EventFlag.class).set())
                .as((id, type, user, at, sentAt, context, properties, flags) -> new Event(
                        id, type, id, user, user, id, null, at, sentAt, null, at, id, context, properties, flags));
    }

    private static Arbitrary<ObjectNode> objects() {
        return Combinators.combine(Arbitraries.strings().ofMaxLength(8), values())
                .as(java.util.Map::entry)
                .list()
                .ofMaxSize(8)
                .map(members -> {
                    ObjectNode object = NODES.objectNode();
                    members.forEach(member -> object.set(member.getKey(), member.getValue()));
                    return object;
                });
    }

    private static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> plain = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(NODES::stringNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.bigDecimals().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.create(NODES::nullNode));
        return Arbitraries.lazyOf(
                () -> plain,
                () -> plain,
                () -> plain.list().ofMaxSize(3).map(list -> {
                    ArrayNode array = NODES.arrayNode();
                    list.forEach(array::add);
                    return array;
                }));
    }
}
