package dev.clickstream.recent;

import java.util.List;

/** Where snapshots are kept. */
public interface RecentItemsStore {
    /** What became of a write. */
    sealed interface Outcome {
        Outcome STORED = new Stored();
        Outcome STALE = new Stale();

        record Stored() implements Outcome {}

        /** The store already held this state or a newer one; nothing was changed. */
        record Stale() implements Outcome {}

        /**
         * The store will never take this snapshot, however often it is tried.
         *
         * @param reason in words, for whoever looks into the dead letters
         */
        record Unwritable(String reason) implements Outcome {}
    }

    /** Stores the snapshot unless the store holds the same or a newer state. */
    Outcome write(Snapshot snapshot);

    /** Everything that is kept of a profile, in the order of the categories; empty if nothing is. */
    List<CategoryItems> read(String profileId);
}
