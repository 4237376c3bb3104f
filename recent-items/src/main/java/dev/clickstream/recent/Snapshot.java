package dev.clickstream.recent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One whole state of one category of one profile, as it is written to the store: never a change, always everything, so that
 * a repeat is harmless.
 *
 * @param generation of the table: a rebuild from the log has the next one and always wins
 * @param sequence counts the states of this profile and category; a lower one never replaces a higher one
 * @param points newest first, at most {@link RecentItems#LIMIT}; empty when nothing is left
 */
public record Snapshot(
        String profileId, String category, long generation, long sequence, List<Point> points, Instant publishedAt) {
    /** How long an emptied item stays, so that a snapshot delivered again cannot bring it back. */
    static final Duration EMPTIED_STAYS = Duration.ofDays(7);

    public Snapshot {
        if (profileId.isBlank() || category.isBlank()) {
            throw new IllegalArgumentException("a snapshot needs profileId and category");
        }
        if (points.size() > RecentItems.LIMIT) {
            throw new IllegalArgumentException(
                    "a snapshot holds at most %d points, had %d".formatted(RecentItems.LIMIT, points.size()));
        }
        points = List.copyOf(points);
    }

    /** The same state for a table of that generation, unless it is for a later one already. */
    public Snapshot inGeneration(long tableGeneration) {
        return tableGeneration <= generation
                ? this
                : new Snapshot(profileId, category, tableGeneration, sequence, points, publishedAt);
    }

    /** When the store may forget it: 90 days after its newest point. */
    public Instant expiresAt() {
        return expiresAt(points.isEmpty() ? null : points.getFirst().occurredAt(), publishedAt);
    }

    /** @param newest the time of the newest point; null if nothing is left */
    public static Instant expiresAt(@Nullable Instant newest, Instant publishedAt) {
        return newest == null ? publishedAt.plus(EMPTIED_STAYS) : newest.plus(RecentItems.MAX_AGE);
    }
}
