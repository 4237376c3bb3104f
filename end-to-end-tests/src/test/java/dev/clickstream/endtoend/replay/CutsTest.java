package dev.clickstream.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CutsTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    @Test
    void anEventAtTheEndOfTheWindowIsTheFirstOfTheNext() {
        assertThat(GreedyCut.writes(views("a0", "b1", "c2", "d3"), TWO_SECONDS)).isEqualTo(2);
        assertThat(GreedyCut.writes(views("a0", "b1", "c2", "d4"), TWO_SECONDS)).isEqualTo(3);
    }

    @Test
    void aNewTimeOfTheItemOnTopWaitsForTheLongerWindow() {
        assertThat(TwoSpeedCut.writes(views("a0", "a9", "a19"), TWO_SECONDS, A_MINUTE))
                .isEqualTo(2);
        assertThat(GreedyCut.writes(views("a0", "a9", "a19"), TWO_SECONDS)).isEqualTo(3);
    }

    @Test
    void aNewOrderWaitsForTheShortOneAndTakesWhatWaitedWithIt() {
        assertThat(TwoSpeedCut.writes(views("a0", "a9", "b19"), TWO_SECONDS, A_MINUTE))
                .isEqualTo(2);
        assertThat(TwoSpeedCut.writes(views("a0", "b9", "a19"), TWO_SECONDS, A_MINUTE))
                .isEqualTo(3);
    }

    @Test
    void withOneWindowForBothTheTwoSpeedsAreTheGreedyCut() {
        List<Arrival> arrivals = Arrivals.ofSimulatedDevices(
                3, 2_000, Instant.parse("2026-11-25T00:00:00Z"), dev.clickstream.plan.TrackingPlan.load());

        assertThat(TwoSpeedCut.writes(arrivals, A_MINUTE, A_MINUTE)).isEqualTo(GreedyCut.writes(arrivals, A_MINUTE));
    }

    @Test
    void aUnitIsAStartedKibibyteOfTheLargerOfBeforeAndAfter() {
        assertThat(WriteUnits.of(0, 1)).isEqualTo(1);
        assertThat(WriteUnits.of(0, 1024)).isEqualTo(1);
        assertThat(WriteUnits.of(0, 1025)).isEqualTo(2);
        assertThat(WriteUnits.of(2049, 10)).isEqualTo(3);
    }

    @Test
    void thirtyIdsOfSixteenCharactersStayWithinOneUnitHoweverLongTheProfileIsKnown() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            points.add(new Point("item-%011d".formatted(i), "", START.plusSeconds(i), "m", false, Map.of()));
        }
        Snapshot snapshot = new Snapshot("user:" + "u".repeat(36), "wishlist", 9, 1_000_000_007, points, START);

        assertThat(WriteUnits.bytes(snapshot)).isBetween(700, 1024);
    }

    /** Views of one user: the item's letter and the second. */
    private static List<Arrival> views(String... words) {
        List<Arrival> arrivals = new ArrayList<>();
        for (String word : words) {
            Instant at = START.plusSeconds(Long.parseLong(word.substring(1)));
            arrivals.add(new Arrival(
                    at,
                    new Event(
                            "m-" + word,
                            EventType.TRACK,
                            "Product Viewed",
                            null,
                            "ann",
                            null,
                            null,
                            at,
                            at,
                            null,
                            at,
                            "test",
                            JsonMapper.shared().createObjectNode(),
                            JsonMapper.shared().createObjectNode().put("product_id", word.substring(0, 1)),
                            Set.of())));
        }
        return arrivals;
    }
}
