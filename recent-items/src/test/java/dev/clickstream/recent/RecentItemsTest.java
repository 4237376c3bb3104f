package dev.clickstream.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecentItemsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void keepsOnlyTheThirtyNewestItems() {
        List<Point> points = new ArrayList<>();
        for (int minute = 0; minute < 31; minute++) {
            points.add(added("item" + minute, minute));
        }

        RecentItems recent = RecentItems.of(points, NOW);

        assertThat(recent.points()).hasSize(30).doesNotContain(added("item0", 0));
        assertThat(recent.points().getFirst()).isEqualTo(added("item30", 30));
    }

    @Test
    void showsAnItemOnceAtItsLatestTime() {
        assertThat(RecentItems.of(List.of(added("a", 1), added("b", 2), added("a", 3)), NOW)
                        .points())
                .containsExactly(added("a", 3), added("b", 2));
    }

    @Test
    void aRemovalTakesTheItemAwayThoughAnOlderAddArrivesAfterIt() {
        assertThat(RecentItems.of(List.of(removed("a", 5), added("a", 4)), NOW).points())
                .isEmpty();
    }

    @Test
    void anItemAddedAgainAfterItsRemovalIsBack() {
        assertThat(RecentItems.of(List.of(removed("a", 5), added("a", 6)), NOW).points())
                .containsExactly(added("a", 6));
    }

    @Test
    void aCapShowsTheNewestAndNoMore() {
        List<Point> points = List.of(added("a", 1), added("b", 2), removed("c", 4), added("d", 3));

        assertThat(RecentItems.of(points, NOW, 2).points()).containsExactly(added("d", 3), added("b", 2));
        assertThat(RecentItems.of(points, NOW, RecentItems.LIMIT)).isEqualTo(RecentItems.of(points, NOW));
    }

    @Test
    void aRemovalOnOneDeviceCountsForTheOther() {
        Point onPhone = new Point("a", "phone", at(1), "m1", false, Map.of());
        Point onLaptop = new Point("a", "laptop", at(2), "m2", true, Map.of());

        assertThat(RecentItems.of(List.of(onPhone, onLaptop), NOW).points()).isEmpty();
    }

    @Test
    void forgetsWhatIsOlderThanNinetyDays() {
        Point exactly = new Point("a", "", NOW.minus(Duration.ofDays(90)), "m", false, Map.of());
        Point older = new Point("b", "", NOW.minus(Duration.ofDays(90)).minusMillis(1), "m", false, Map.of());

        assertThat(RecentItems.of(List.of(exactly, older), NOW).points()).containsExactly(exactly);
    }

    @Property
    void orderAndRepetitionOfThePointsChangeNothing(@ForAll("points") List<Point> points, @ForAll Random random) {
        List<Point> shuffledAndDoubled = new ArrayList<>(points);
        shuffledAndDoubled.addAll(points.subList(0, points.size() / 2));
        java.util.Collections.shuffle(shuffledAndDoubled, random);

        assertThat(RecentItems.of(shuffledAndDoubled, NOW)).isEqualTo(RecentItems.of(points, NOW));
    }

    @Property
    void mergingFirstWhatBelongsTogetherChangesNothing(@ForAll("points") List<Point> points) {
        Map<String, Point> latest = new java.util.HashMap<>();
        points.forEach(point -> latest.merge(point.device() + "/" + point.itemId(), point, Point::newer));

        assertThat(RecentItems.of(latest.values(), NOW)).isEqualTo(RecentItems.of(points, NOW));
    }

    /** Ids and times are few, so that items meet and times tie; a message names an item once. */
    @Provide
    Arbitrary<List<Point>> points() {
        Arbitrary<Integer> items = Arbitraries.integers().between(0, 60);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> devices = Arbitraries.integers().between(0, 2);
        return Combinators.combine(items, minutes, devices, Arbitraries.of(true, false, false))
                .as((item, minute, device, removed) -> new Point(
                        "item" + item,
                        "device" + device,
                        at(minute),
                        "m" + minute + "-" + device + (removed ? "r" : "a"),
                        removed,
                        Map.of()))
                .list()
                .ofMaxSize(200);
    }

    private static Point added(String item, int minute) {
        return new Point(item, "d", at(minute), "m" + minute, false, Map.of());
    }

    private static Point removed(String item, int minute) {
        return new Point(item, "d", at(minute), "m" + minute, true, Map.of());
    }

    private static Instant at(int minute) {
        return NOW.minus(Duration.ofHours(1)).plus(Duration.ofMinutes(minute));
    }
}
