package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets the state of profiles that nobody touches any more: stores have no time to live, and DynamoDB forgets after 90 days.
 * A few entries at a time, round and round, so that no pass delays an event. Where it stands is not kept over a restart.
 */
final class Forgetting {
    /** Entries looked at in one step. */
    static final int STEP = 1_000;
    /**
     * DynamoDB deletes an expired item some days late. A snapshot forgotten before would begin at sequence 1 again and be refused
     * by the item that is still there.
     */
    static final Duration AFTER_EXPIRY = Duration.ofDays(30);

    private final WorkingSet workingSet;
    private final KeyValueStore<String, Snapshot> snapshots;
    private @Nullable String nextPoint;
    private @Nullable String nextSnapshot;

    Forgetting(WorkingSet workingSet, KeyValueStore<String, Snapshot> snapshots) {
        this.workingSet = requireNonNull(workingSet, "workingSet");
        this.snapshots = requireNonNull(snapshots, "snapshots");
    }

    /** Looks at the next entries; gives the snapshots that were forgotten. */
    List<Snapshot> step(Instant now) {
        nextPoint = workingSet.forgetExpired(nextPoint, STEP, now);
        List<Snapshot> forgotten = new ArrayList<>();
        int seen = 0;
        String from = nextSnapshot;
        nextSnapshot = null;
        try (KeyValueIterator<String, Snapshot> entries = snapshots.range(from, null)) {
            while (entries.hasNext()) {
                KeyValue<String, Snapshot> entry = entries.next();
                if (seen++ == STEP) {
                    nextSnapshot = entry.key;
                    break;
                }
                if (entry.value.expiresAt().plus(AFTER_EXPIRY).isBefore(now)) {
                    forgotten.add(entry.value);
                }
            }
        }
        forgotten.forEach(snapshot -> snapshots.delete(Collation.key(snapshot.profileId(), snapshot.category())));
        return forgotten;
    }
}
