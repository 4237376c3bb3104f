package dev.clickstream.recent;

import java.util.List;

/** Where snapshots are kept. */
public interface RecentItemsStore {
    /** What became of a write. */
    enum Outcome {
        STORED,
        /** The store already held this state or a newer one; nothing was changed. */
        STALE
    }

    /** Stores the snapshot unless the store holds the same or a newer state. */
    Outcome write(Snapshot snapshot);

    /** Everything that is kept of a profile, in the order of the categories; empty if nothing is. */
    List<CategoryItems> read(String profileId);
}
