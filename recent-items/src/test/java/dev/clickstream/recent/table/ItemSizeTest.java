package dev.clickstream.recent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:01Z");

    @Test
    void countsNamesAndTextsInUtf8() {
        assertThat(ItemSize.of(Map.of("né", AttributeValue.fromS("日本")))).isEqualTo(3 + 6);
    }

    @Test
    void countsTwoSignificantDigitsAByte() {
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("1764000000")))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("1764000001")))).isEqualTo(1 + 6);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("-7")))).isEqualTo(1 + 3);
        assertThat(ItemSize.of(Map.of("n", AttributeValue.fromN("0")))).isEqualTo(1 + 1);
    }

    @Test
    void countsThreeBytesForAListOrMapAndOneForEachElement() {
        AttributeValue text = AttributeValue.fromS("ab");
        assertThat(ItemSize.of(Map.of("l", AttributeValue.fromL(List.of(text, text)))))
                .isEqualTo(1 + 3 + 2 * (1 + 2));
        assertThat(ItemSize.of(Map.of("m", AttributeValue.fromM(Map.of("key", text)))))
                .isEqualTo(1 + 3 + 1 + 3 + 2);
    }

    @Test
    void roundsUnitsUp() {
        assertThat(ItemSize.writeUnits(0, 1)).isEqualTo(1);
        assertThat(ItemSize.writeUnits(0, 1024)).isEqualTo(1);
        assertThat(ItemSize.writeUnits(0, 1025)).isEqualTo(2);
        assertThat(ItemSize.writeUnits(3000, 10)).isEqualTo(3);
        assertThat(ItemSize.readUnits(4096)).isEqualTo(0.5);
        assertThat(ItemSize.readUnits(4097)).isEqualTo(1.0);
    }

    /** A user id of 36 characters, the longest category there is, generation and sequence of a busy year. */
    @Test
    void thirtyIdsOfSixteenCharactersWithTheirTimesAreOneWriteUnit() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            points.add(new Point(
                    "hotel-%010d".formatted(i), "device", NOW.minusSeconds(2L * i), "m" + i, false, Map.of()));
        }
        String profile = "user:" + "0f3b2c1d-4e5f-6789-abcd-ef0123456789";
        Snapshot snapshot = new Snapshot(profile, "promotion", 99, 9_999_999, points, NOW);

        assertThat(profile).hasSize(41);
        assertThat(ItemSize.of(SnapshotItem.list(snapshot))).isEqualTo(854).isLessThanOrEqualTo(1_024);
    }
}
