package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The groups that are open. The store makes them survive a crash; the maps beside it, in the order of opening and of the last
 * activity, spare the timer a scan of all of them.
 */
final class OpenGroups {
    static final String STORE = "open-groups-store";

    private final KeyValueStore<String, OpenGroup> store;
    private final Map<String, OpenGroup> byAge = new LinkedHashMap<>();
    /** Used where a group may close after quiet: the groups, longest quiet first. */
    private final SequencedSet<String> byQuiet = new LinkedHashSet<>();

    OpenGroups(KeyValueStore<String, OpenGroup> store) {
        this.store = requireNonNull(store, "store");
        List<KeyValue<String, OpenGroup>> groups = new ArrayList<>();
        try (KeyValueIterator<String, OpenGroup> all = store.all()) {
            all.forEachRemaining(groups::add);
        }
        groups.sort(Comparator.comparingLong(entry -> entry.value.openedAt()));
        groups.forEach(entry -> byAge.put(entry.key, entry.value));
        groups.sort(Comparator.comparingLong(entry -> entry.value.lastAt()));
        groups.forEach(entry -> byQuiet.add(entry.key));
    }

    /** Whether the group of that key, open or not, has its count with one more activity. */
    boolean isFullWithNext(String key, int maxEvents) {
        OpenGroup known = maxEvents == 1 ? null : byAge.get(key);
        return (known == null ? 0 : known.events()) + 1 >= maxEvents;
    }

    /** Counts an activity into the group of that key, which is opened now if there is none. */
    void add(String key, long now) {
        OpenGroup known = byAge.get(key);
        OpenGroup group = known == null ? OpenGroup.openedAt(now) : known.with(now);
        // put() of a key that is there keeps its place in the order: the group keeps its age.
        byAge.put(key, group);
        byQuiet.remove(key);
        byQuiet.add(key);
        // What a crash must not lose is that it is open; its count and its quiet may start again.
        if (known == null) {
            store.put(key, group);
        }
    }

    /**
     * The keys of the groups to close now, oldest first.
     *
     * @param quiet null where no group closes before its window
     */
    List<String> due(long now, CollationSettings settings) {
        SequencedSet<String> due = new LinkedHashSet<>();
        long opened = now - settings.window().toMillis();
        for (Map.Entry<String, OpenGroup> entry : byAge.entrySet()) {
            if (entry.getValue().openedAt() > opened) {
                break;
            }
            due.add(entry.getKey());
        }
        Duration quiet = settings.quiet();
        if (quiet != null) {
            long last = now - quiet.toMillis();
            for (String key : byQuiet) {
                if (requireNonNull(byAge.get(key)).lastAt() > last) {
                    break;
                }
                due.add(key);
            }
        }
        return new ArrayList<>(due);
    }

    /** The keys of all. */
    List<String> keys() {
        return List.copyOf(byAge.keySet());
    }

    /** Closes the group if it is open. */
    void close(String key) {
        if (byAge.remove(key) != null) {
            store.delete(key);
            byQuiet.remove(key);
        }
    }
}
