package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The last snapshot of each category: in a store, those asked for last in memory as well. Whoever makes it anew begins with the store. */
final class PublishedSnapshots {
    /** Some 200 bytes each. */
    private static final int MOST_IN_MEMORY = 20_000;

    private final KeyValueStore<String, Published> store;
    private final Map<String, Published> busy = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Published> eldest) {
            return size() > MOST_IN_MEMORY;
        }
    };

    PublishedSnapshots(KeyValueStore<String, Published> store) {
        this.store = requireNonNull(store, "store");
    }

    @Nullable
    Published get(String key) {
        Published known = busy.get(key);
        if (known == null) {
            known = store.get(key);
            if (known != null) {
                busy.put(key, known);
            }
        }
        return known;
    }

    void put(String key, Published published) {
        store.put(key, published);
        busy.put(key, published);
    }

    void forget(String key) {
        store.delete(key);
        busy.remove(key);
    }
}
