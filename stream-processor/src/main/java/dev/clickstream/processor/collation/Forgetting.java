package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.points.WorkingSet;
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
    /** Entries looked at in one step: at a step every 10 s, a million entries of a task in 14 hours. */
    static final int STEP = 200;
    /**
     * DynamoDB deletes an expired item some days late. A snapshot forgotten before would begin at sequence 1 again and be refused
     * by the item that is still there.
     */
    static final Duration AFTER_EXPIRY = Duration.ofDays(30);

    private final WorkingSet workingSet;
    private final KeyValueStore<String, Published> published;
    private @Nullable String nextPoint;
    private @Nullable String nextPublished;

    Forgetting(WorkingSet workingSet, KeyValueStore<String, Published> published) {
        this.workingSet = requireNonNull(workingSet, "workingSet");
        this.published = requireNonNull(published, "published");
    }

    /** Looks at the next entries; gives the keys of the snapshots that are to be forgotten. */
    List<String> step(Instant now) {
        nextPoint = workingSet.forgetExpired(nextPoint, STEP, now);
        List<String> forgotten = new ArrayList<>();
        int seen = 0;
        String from = nextPublished;
        nextPublished = null;
        try (KeyValueIterator<String, Published> entries = published.range(from, null)) {
            while (entries.hasNext()) {
                KeyValue<String, Published> entry = entries.next();
                if (seen++ == STEP) {
                    nextPublished = entry.key;
                    break;
                }
                if (entry.value.expiresAt().plus(AFTER_EXPIRY).isBefore(now)) {
                    forgotten.add(entry.key);
                }
            }
        }
        return forgotten;
    }
}
