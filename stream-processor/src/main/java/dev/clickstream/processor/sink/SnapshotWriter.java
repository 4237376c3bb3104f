package dev.clickstream.processor.sink;

import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.util.concurrent.CompletableFuture;

/** Where the sink writes. */
@FunctionalInterface
public interface SnapshotWriter {
    /** Fails when it may go better the next time; what never will is an {@link Outcome.Unwritable}. */
    CompletableFuture<Outcome> write(Snapshot snapshot);
}
