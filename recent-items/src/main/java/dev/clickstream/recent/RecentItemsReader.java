package dev.clickstream.recent;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a recommender asks: all categories of a profile in one query, expired items left out, weighted by age. */
public final class RecentItemsReader {
    private final RecentItemsStore store;
    private final Clock clock;

    public RecentItemsReader(RecentItemsStore store, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The items of each category, newest first. DynamoDB deletes late, so points beyond 90 days are left out here.
     *
     * @return categories in alphabetical order; none that is empty
     */
    public Map<String, List<WeightedItem>> read(String profileId, Decay decay) {
        return WeightedItem.weigh(store.read(profileId), decay, clock.instant());
    }
}
