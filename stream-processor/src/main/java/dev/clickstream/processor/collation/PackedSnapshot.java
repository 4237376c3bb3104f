package dev.clickstream.processor.collation;

import dev.clickstream.processor.points.KeptPoint;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.List;

/** A {@link Snapshot} whose points are in their stored form: as it is published. */
public record PackedSnapshot(
        String profileId,
        String category,
        long generation,
        long sequence,
        List<KeptPoint> points,
        Instant publishedAt) {
    public PackedSnapshot {
        if (points.size() > RecentItems.LIMIT) {
            throw new IllegalArgumentException(
                    "a snapshot holds at most %d points, had %d".formatted(RecentItems.LIMIT, points.size()));
        }
    }

    /** As {@link Snapshot#expiresAt()}. */
    Instant expiresAt() {
        return Snapshot.expiresAt(
                points.isEmpty() ? null : Instant.ofEpochMilli(points.getFirst().occurredAt()), publishedAt);
    }
}
