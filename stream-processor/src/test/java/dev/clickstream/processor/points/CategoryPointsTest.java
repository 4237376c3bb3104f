package dev.clickstream.processor.points;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CategoryPointsTest {
    private static final Instant NOW = Instant.ofEpochMilli(10);

    private record Lent(String lender, Point point) {}

    @Property(tries = 500)
    void showsWhatRecentItemsSaysOfTheSamePoints(
            @ForAll("lent") List<Lent> lent, @ForAll @IntRange(min = 1, max = 30) int cap) {
        CategoryPoints category = new CategoryPoints(List.of());
        Map<String, Point> latest = new TreeMap<>();
        for (Lent one : lent) {
            String key = one.lender() + " " + one.point().itemId();
            Point known = latest.get(key);
            boolean isNews = known == null || Point.newer(known, one.point()) == one.point();

            assertThat(category.add(KeptPoint.of(one.lender(), one.point()))).isEqualTo(isNews);

            if (isNews) {
                latest.put(key, one.point());
            }
        }

        assertThat(times(category.shown(cap)))
                .isEqualTo(times(RecentItems.of(latest.values(), NOW, cap).points().stream()
                        .map(point -> KeptPoint.of("", point))
                        .toList()));
        assertThat(category.shown(Integer.MAX_VALUE)).hasSameSizeAs(RecentItems.live(latest.values(), NOW));
    }

    @Property(tries = 300)
    void standsTheSameWhenItIsReadAnew(@ForAll("lent") List<Lent> lent) {
        CategoryPoints grown = new CategoryPoints(List.of());
        Map<String, KeptPoint> stored = new TreeMap<>();
        for (Lent one : lent) {
            KeptPoint point = KeptPoint.of(one.lender(), one.point());
            if (grown.add(point)) {
                stored.put(one.lender() + " " + one.point().itemId(), point);
            }
        }

        CategoryPoints read = new CategoryPoints(new ArrayList<>(stored.values()));

        assertThat(times(read.shown(30))).isEqualTo(times(grown.shown(30)));
    }

    @Property(tries = 300)
    void trimsTheExpiredAndTheOldestBeyondTheLimit(
            @ForAll("lent") List<Lent> lent, @ForAll @IntRange(min = 1, max = 10) int limit) {
        CategoryPoints category = new CategoryPoints(List.of());
        lent.forEach(one -> category.add(KeptPoint.of(one.lender(), one.point())));
        int before = category.size();
        Instant now = Instant.ofEpochMilli(3).plus(RecentItems.MAX_AGE);

        List<KeptPoint> trimmed = category.trim(now, limit);

        assertThat(category.size()).isLessThanOrEqualTo(limit).isEqualTo(before - trimmed.size());
        assertThat(category.shown(30)).allMatch(point -> point.occurredAt() >= 3);
        assertThat(category.trim(now, limit)).isEmpty();
    }

    private static List<String> times(List<KeptPoint> points) {
        return points.stream()
                .map(point -> point.itemId() + "@" + point.occurredAt() + "/"
                        + point.point().messageId())
                .toList();
    }

    @Provide
    Arbitrary<List<Lent>> lent() {
        return Combinators.combine(Arbitraries.of("", "device:a", "device:b"), Points.few())
                .as(Lent::new)
                .list()
                .ofMaxSize(40);
    }
}
