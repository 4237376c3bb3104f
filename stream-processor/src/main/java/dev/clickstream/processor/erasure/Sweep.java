package dev.clickstream.processor.erasure;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a whole store after each change of the erasure list, and once after each start: an entry says by its hash alone
 * whom it means, so each key is asked for. Some entries at a time, so that no pass holds up events for long.
 */
public final class Sweep {
    /** Of one step: some milliseconds. A million entries at two steps a second take four minutes. */
    static final int STEP = 2_000;

    /** What is done with an entry of the store. */
    @FunctionalInterface
    public interface Look<V> {
        void at(String key, V value, ErasureList erased);
    }

    private final Supplier<ErasureList> erased;
    /** The list that the whole store has been held against. */
    private ErasureList done = ErasureList.empty();
    /** The list of the pass under way; null between passes. */
    private @Nullable ErasureList underWay;

    private @Nullable String next;

    public Sweep(Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
    }

    /** Looks at the next entries, if the list has changed since the last whole pass; says whether that ended a pass. */
    public <V> boolean step(KeyValueStore<String, V> store, Look<V> look) {
        ErasureList list = erased.get();
        if (list == done) {
            return false;
        }
        if (list != underWay) {
            underWay = list;
            next = null;
        }
        List<KeyValue<String, V>> entries = new ArrayList<>();
        String from = next;
        next = null;
        try (KeyValueIterator<String, V> found = store.range(from, null)) {
            while (found.hasNext()) {
                KeyValue<String, V> entry = found.next();
                if (entries.size() == STEP) {
                    next = entry.key;
                    break;
                }
                entries.add(entry);
            }
        }
        entries.forEach(entry -> look.at(entry.key, entry.value, list));
        if (next == null) {
            done = list;
            underWay = null;
            return true;
        }
        return false;
    }
}
