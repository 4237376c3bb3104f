package dev.clickstream.recent;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The published view of one category of one profile: the newest live points of distinct items, newest first.
 *
 * <p>It is a pure function of the set of points, so the order in which they arrived and how often they did change nothing.
 */
public record RecentItems(List<Point> points) {
    /** How many items a category shows. */
    public static final int LIMIT = 30;
    /** Older points are forgotten. */
    public static final Duration MAX_AGE = Duration.ofDays(90);

    public RecentItems {
        points = List.copyOf(points);
    }

    /** The view of these points, of any number of devices, at this moment. */
    public static RecentItems of(Collection<Point> points, Instant now) {
        return of(points, now, LIMIT);
    }

    /**
     * The same for a category that shows fewer items.
     *
     * @param cap how many at most, 1 to {@link #LIMIT}
     */
    public static RecentItems of(Collection<Point> points, Instant now, int cap) {
        if (cap < 1 || cap > LIMIT) {
            throw new IllegalArgumentException("a cap must be 1 to %d, was %d".formatted(LIMIT, cap));
        }
        return new RecentItems(live(points, now).stream().limit(cap).toList());
    }

    /** All that are live, newest first: the latest of each item, without removed and expired ones. */
    public static List<Point> live(Collection<Point> points, Instant now) {
        Map<String, Point> latest = new HashMap<>();
        for (Point point : points) {
            latest.merge(point.itemId(), point, Point::newer);
        }
        return latest.values().stream()
                .filter(point -> !point.removed() && !isExpired(point.occurredAt(), now))
                .sorted(Point.NEWEST_FIRST)
                .toList();
    }

    /** Whether something of that time is too old to be shown now. */
    public static boolean isExpired(Instant occurredAt, Instant now) {
        return occurredAt.plus(MAX_AGE).isBefore(now);
    }
}
