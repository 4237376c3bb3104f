package dev.clickstream.recent;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@link RecentItemsStore} without waiting. What fails there by an exception fails here by the future. */
public interface AsyncRecentItemsStore {
    CompletableFuture<RecentItemsStore.Outcome> write(Snapshot snapshot);

    CompletableFuture<List<CategoryItems>> read(String profileId);
}
