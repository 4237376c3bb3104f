package dev.clickstream.recent;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@link RecentItemsReader} for callers that must not wait, e.g. a recommender with one event loop. */
public final class AsyncRecentItemsReader {
    private final AsyncRecentItemsStore store;
    private final Clock clock;

    public AsyncRecentItemsReader(AsyncRecentItemsStore store, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.clock = requireNonNull(clock, "clock");
    }

    /** As {@link RecentItemsReader#read}; completes on a thread of the store's client. */
    public CompletableFuture<Map<String, List<WeightedItem>>> read(String profileId, Decay decay) {
        return store.read(profileId).thenApply(categories -> WeightedItem.weigh(categories, decay, clock.instant()));
    }
}
