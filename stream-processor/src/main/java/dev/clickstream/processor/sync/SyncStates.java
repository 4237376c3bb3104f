package dev.clickstream.processor.sync;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.erasure.Sweep;
import dev.clickstream.processor.points.CategoryPoints;
import dev.clickstream.processor.points.KeptPoint;
import dev.clickstream.recent.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Notes which categories of which person changed, and works out what their devices are to be told, twice a second: a burst of
 * activity is one state.
 *
 * <p>What is noted lives in memory. Whoever makes this notes again all that waits in open groups, which survive a crash.
 */
public final class SyncStates {
    public static final String STORE = "sync-store";
    /** A device shows a number beside these. */
    private static final Set<String> COUNTED = Set.of("cart", "wishlist");

    private final KeyValueStore<String, SyncState> store;
    private final BiFunction<String, String, CategoryPoints> points;
    private final Supplier<ErasureList> erased;
    private final Sweep sweep;
    private final Map<String, SortedSet<String>> changed = new LinkedHashMap<>();

    /**
     * @param points what is known of a profile's category
     * @param erased who was erased, now
     */
    public SyncStates(
            KeyValueStore<String, SyncState> store,
            BiFunction<String, String, CategoryPoints> points,
            Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
        this.sweep = new Sweep(erased);
        this.store = requireNonNull(store, "store");
        this.points = requireNonNull(points, "points");
    }

    /** Only people have other devices. */
    public void changed(String profile, String category) {
        if (Profiles.isUser(profile)) {
            changed.computeIfAbsent(profile, none -> new TreeSet<>()).add(category);
        }
    }

    /** Notes people who were erased: their devices are told that nothing is left, and then nothing is kept of them. */
    public void forgetErased() {
        sweep.step(store, (profile, state, list) -> {
            if (list.erasedBefore(Profiles.id(profile)) != null) {
                Set<String> categories = changed.computeIfAbsent(profile, none -> new TreeSet<>());
                categories.addAll(state.last().keySet());
                categories.addAll(state.counts().keySet());
            }
        });
    }

    /** The states that differ from what was told before. */
    public List<SyncState> flush(Instant now) {
        List<SyncState> news = new ArrayList<>();
        changed.forEach((profile, categories) -> {
            SyncState told = store.get(profile);
            SyncState before = told == null ? SyncState.of(Profiles.userId(profile)) : told;
            SyncState after = before;
            for (String category : categories) {
                after = with(after, category, points.apply(profile, category));
            }
            boolean differs = !after.equals(before);
            SyncState next = differs ? after.next(now.toEpochMilli()) : before;
            if (differs) {
                news.add(next);
            }
            if (after.isEmpty() && erased.get().erasedBefore(Profiles.id(profile)) != null) {
                store.delete(profile);
            } else if (differs) {
                store.put(profile, next);
            }
        });
        changed.clear();
        return news;
    }

    private static SyncState with(SyncState state, String category, CategoryPoints known) {
        boolean isCounted = COUNTED.contains(category);
        List<KeptPoint> live = known.shown(isCounted ? Integer.MAX_VALUE : 1);
        SyncState changed = state.withLast(category, last(live));
        return isCounted ? changed.withCount(category, live.size()) : changed;
    }

    private static SyncState.@Nullable LastItem last(List<KeptPoint> live) {
        return live.isEmpty()
                ? null
                : new SyncState.LastItem(
                        live.getFirst().itemId(),
                        Instant.ofEpochMilli(live.getFirst().occurredAt()));
    }
}
