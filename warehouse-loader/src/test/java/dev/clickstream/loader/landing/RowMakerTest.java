package dev.clickstream.loader.landing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMakerTest {
    private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

    private final RowMaker maker = new RowMaker();

    @Test
    void anEnvelopeBecomesAnEvent() {
        Row row = maker.row(view("""
                {"messageId":"m1","type":"track","event":"Product Viewed","anonymousId":"d1","occurredAt":"1970-01-01T00:00:00.001Z",
                "receivedAt":"1970-01-01T00:00:01.000Z","source":"web","properties":{"price":1.10},"flags":["bot","skewed"]}"""));

        assertThat(row.table()).isEqualTo(LandingTable.EVENTS);
        assertThat(texts(row))
                .containsExactly(
                        "m1",
                        "track",
                        "Product Viewed",
                        null,
                        null,
                        "d1",
                        null,
                        1_000L,
                        null,
                        null,
                        1_000_000L,
                        "web",
                        "{}",
                        "{\"price\":1.10}",
                        "bot,skewed",
                        "clickstream.events-view.v1",
                        3,
                        17L);
    }

    @Test
    void whatIsNoEnvelopeLandsAsADeadLetterWithItsPlace() {
        for (String value : List.of("", "[]", "{", "{\"messageId\":\"m\"}", "[".repeat(5_000))) {
            Row row = maker.row(view(value));

            assertThat(row.table()).isEqualTo(LandingTable.DEAD_LETTERS);
            assertThat(texts(row))
                    .containsExactly("key", value, AT.toEpochMilli() * 1_000, "clickstream.events-view.v1", 3, 17L);
        }
    }

    @Test
    void aRecordWithoutKeyOrValueKeepsThemAbsent() {
        Row row = maker.row(new SourceRecord(Topics.RULES.name(), 0, 5, AT, null, null));

        assertThat(row.table()).isEqualTo(LandingTable.RULES);
        assertThat(texts(row)).startsWith(null, null, AT.toEpochMilli() * 1_000);
    }

    @Test
    void bytesThatAreNoTextAreKeptWhole() {
        Row row = maker.row(new SourceRecord(Topics.REJECTED.name(), 0, 5, AT, null, new byte[] {-1, -2}));

        assertThat(texts(row).get(1)).isEqualTo("{\"_base64\":\"//4=\"}");
    }

    @Test
    void aTimeNoWarehouseHoldsIsBroughtIntoRange() {
        Row row = maker.row(view("""
                {"messageId":"m1","type":"track","event":"x","userId":"u","occurredAt":"+999999-01-01T00:00:00Z",
                "receivedAt":"-000500-01-01T00:00:00Z","source":"web"}"""));

        assertThat(row.values()[7]).isEqualTo(253_402_300_799_999_000L);
        assertThat(row.values()[10]).isEqualTo(-62_135_596_800_000_000L);
    }

    @Test
    void whatItsRowDoesNotHoldWholeIsKeptWholeBeside() {
        String tooLong = "x".repeat(70_000);
        for (String properties : List.of("{\"a\":\"%s\"}".formatted(tooLong), "{\"a\":\"x\\u0000y\"}")) {
            SourceRecord record = view("""
                    {"messageId":"m1","type":"track","event":"x","userId":"u","occurredAt":"2026-11-23T00:00:00Z",
                    "receivedAt":"2026-11-23T00:00:00Z","source":"web","properties":%s}""".formatted(properties));

            assertThat(maker.row(record).table()).isEqualTo(LandingTable.EVENTS);

            assertThat(maker.original(record)).hasValueSatisfying(whole -> {
                assertThat(whole.table()).isEqualTo(LandingTable.ORIGINALS);
                assertThat(texts(whole))
                        .containsExactly(
                                "key",
                                new String(record.value(), StandardCharsets.UTF_8),
                                AT.toEpochMilli() * 1_000,
                                "clickstream.events-view.v1",
                                3,
                                17L);
            });
        }
        assertThat(maker.cuts()).isEqualTo(2);
    }

    @Test
    void whatFitsIsKeptOnce() {
        SourceRecord record = view("{}");
        maker.row(record);

        assertThat(maker.original(record)).isEmpty();
    }

    @Test
    void everyTopicThatLandsHasATable() {
        assertThat(LandingTable.topics())
                .hasSize(14)
                .doesNotContain(Topics.ACTIVITY.name(), Topics.SYNC.name(), Topics.RECENT_ITEMS.name());
    }

    private static SourceRecord view(String value) {
        return new SourceRecord(
                Topics.EVENTS_VIEW.name(),
                3,
                17,
                AT,
                "key".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Object> texts(Row row) {
        return Arrays.stream(row.values())
                .map(value -> value instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : value)
                .toList();
    }
}
