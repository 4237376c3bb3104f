package dev.clickstream.rules.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FoldedItemProperties {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** The merge that follows shows an item by its newest point: what folding leaves must lead to the same, in any order. */
    @Property(tries = 3_000)
    void whetherAnItemIsShownNeverDependsOnTheOrderOrOnTheFold(
            @ForAll("histories") List<Point> history, @ForAll long seed) {
        List<Point> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(seed));

        Point folded = newest(fold(shuffled));
        Point all = newest(history);

        assertThat(folded.removed()).isEqualTo(all.removed());
        assertThat(FoldedItem.windowOf(folded.occurredAt(), WINDOW))
                .isEqualTo(FoldedItem.windowOf(all.occurredAt(), WINDOW));
    }

    @Example
    void additionsOfAWindowCountOnce() {
        assertThat(fold(List.of(added(0), added(3), added(9), added(10), added(19), added(25))))
                .extracting(point -> point.occurredAt().getEpochSecond())
                .containsExactly(0L, 10L, 25L);
    }

    @Example
    void aRemovalMakesTheNextAdditionCountAlsoIfThatArrivedBefore() {
        assertThat(fold(List.of(added(0), removed(2), added(4)))).hasSize(3);
        assertThat(fold(List.of(added(0), added(4), removed(2)))).containsExactly(added(0), removed(2), added(4));
    }

    @Provide
    Arbitrary<List<Point>> histories() {
        return Combinators.combine(Arbitraries.integers().between(0, 45), Arbitraries.of(true, false, false))
                .as((second, removed) -> removed ? removed(second) : added(second))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .uniqueElements();
    }

    private static List<Point> fold(List<Point> arriving) {
        List<Point> published = new ArrayList<>();
        FoldedItem known = null;
        for (Point point : arriving) {
            FoldedItem.Step step = FoldedItem.step(known, point, WINDOW);
            known = step.item();
            published.addAll(step.published());
        }
        return published;
    }

    private static Point newest(List<Point> points) {
        return points.stream().reduce(Point::newer).orElseThrow();
    }

    private static Point added(int second) {
        return point(second, false);
    }

    private static Point removed(int second) {
        return point(second, true);
    }

    private static Point point(int second, boolean removed) {
        return new Point("p", "d", Instant.ofEpochSecond(second), (removed ? "r" : "a") + second, removed, Map.of());
    }
}
