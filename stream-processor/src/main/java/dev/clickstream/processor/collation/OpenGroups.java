package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The groups that are open, oldest first. The store makes them survive a crash; the map beside it, in the order of opening,
 * spares the timer a scan of all of them.
 */
final class OpenGroups {
    static final String STORE = "open-groups-store";

    private final KeyValueStore<String, OpenGroup> store;
    private final Map<String, OpenGroup> byAge = new LinkedHashMap<>();

    OpenGroups(KeyValueStore<String, OpenGroup> store) {
        this.store = requireNonNull(store, "store");
        List<KeyValue<String, OpenGroup>> groups = new ArrayList<>();
        try (KeyValueIterator<String, OpenGroup> all = store.all()) {
            all.forEachRemaining(groups::add);
        }
        groups.sort(Comparator.comparingLong(entry -> entry.value.openedAt()));
        groups.forEach(entry -> byAge.put(entry.key, entry.value));
    }

    /** Counts an activity of the category into the profile's group, which is opened now if there is none. */
    OpenGroup add(String profile, String category, long now) {
        OpenGroup known = byAge.get(profile);
        OpenGroup group = (known == null ? OpenGroup.openedAt(now) : known).with(category);
        // put() of a key that is there keeps its place in the order: the group keeps its age.
        byAge.put(profile, group);
        // What a crash must not lose is which categories wait; the count may start again.
        if (known == null || !known.categories().equals(group.categories())) {
            store.put(profile, group);
        }
        return group;
    }

    /** The profiles whose group was opened at least the window ago, oldest first. */
    List<String> due(long now, Duration window) {
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, OpenGroup> entry : byAge.entrySet()) {
            if (entry.getValue().openedAt() + window.toMillis() > now) {
                break;
            }
            due.add(entry.getKey());
        }
        return due;
    }

    /** Closes the profile's group, which must be open. */
    OpenGroup close(String profile) {
        store.delete(profile);
        return requireNonNull(byAge.remove(profile), "no open group");
    }
}
