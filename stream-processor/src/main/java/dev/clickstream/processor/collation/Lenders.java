package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which devices lend to which person. One person has some devices, not hundreds: an id that all users of an app share would
 * melt them into one profile, so it is refused what the devices beyond the limit would lend.
 */
final class Lenders {
    static final String STORE = "lenders-store";
    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, Long> store;
    private final int limit;

    /** @param store (person, device) → since when, epoch milliseconds */
    Lenders(KeyValueStore<String, Long> store, int limit) {
        this.store = requireNonNull(store, "store");
        this.limit = limit;
    }

    /** Whether the device may lend to the person. */
    boolean admits(String person, String device, long now) {
        String key = person + SEPARATOR + device;
        if (store.get(key) != null) {
            return true;
        }
        if (count(person) >= limit) {
            return false;
        }
        store.put(key, now);
        return true;
    }

    void remove(String person, String device) {
        store.delete(person + SEPARATOR + device);
    }

    private int count(String person) {
        int count = 0;
        try (KeyValueIterator<String, Long> devices = store.prefixScan(person + SEPARATOR, new StringSerializer())) {
            while (devices.hasNext()) {
                devices.next();
                count++;
            }
        }
        return count;
    }
}
