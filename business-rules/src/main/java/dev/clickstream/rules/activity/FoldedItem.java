package dev.clickstream.rules.activity;

import dev.clickstream.recent.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one item of one category of one profile while its additions are folded. Of the additions within a window
 * the first to arrive is published. A removal always is, and makes the next addition count again: also one that arrived before
 * it and was folded, which is held for that.
 *
 * <p>So whether an item is shown never depends on the order of arrival. When it was last seen may, by less than a window.
 *
 * @param window the window that is open, by its beginning; activity of an earlier one is published, being too old to matter
 * @param publishedAt the newest published addition of the window; {@link Instant#MIN} if there is none
 * @param removedAt the newest removal of the window; {@link Instant#MIN} if there is none
 * @param held the newest folded addition, if newer than the published one; null if there is none
 */
public record FoldedItem(
        Instant window,
        Instant publishedAt,
        Instant removedAt,
        @Nullable Point held) {
    /** What one more activity leads to. */
    public record Step(FoldedItem item, List<Point> published) {}

    /** @param known null if nothing is known of the item */
    public static Step step(@Nullable FoldedItem known, Point point, Duration length) {
        Instant window = windowOf(point.occurredAt(), length);
        if (known == null || window.isAfter(known.window)) {
            return point.removed()
                    ? new Step(new FoldedItem(window, Instant.MIN, point.occurredAt(), null), List.of(point))
                    : new Step(new FoldedItem(window, point.occurredAt(), Instant.MIN, null), List.of(point));
        }
        if (window.isBefore(known.window)) {
            return new Step(known, List.of(point));
        }
        return point.removed() ? known.removed(point) : known.added(point);
    }

    /** The beginning of the window that holds the moment. */
    public static Instant windowOf(Instant moment, Duration length) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    private Step added(Point point) {
        if (publishedAt.isAfter(removedAt)) {
            boolean newer =
                    point.occurredAt().isAfter(publishedAt) && (held == null || Point.newer(point, held) == point);
            return new Step(new FoldedItem(window, publishedAt, removedAt, newer ? point : held), List.of());
        }
        return new Step(new FoldedItem(window, later(publishedAt, point), removedAt, held), List.of(point));
    }

    private Step removed(Point point) {
        Instant removal = later(removedAt, point);
        if (held != null && !held.occurredAt().isBefore(removal)) {
            return new Step(new FoldedItem(window, held.occurredAt(), removal, null), List.of(point, held));
        }
        return new Step(new FoldedItem(window, publishedAt, removal, held), List.of(point));
    }

    private static Instant later(Instant known, Point point) {
        return known.isAfter(point.occurredAt()) ? known : point.occurredAt();
    }
}
