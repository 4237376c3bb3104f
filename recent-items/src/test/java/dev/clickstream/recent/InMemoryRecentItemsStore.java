package dev.clickstream.recent;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The store as a map. */
final class InMemoryRecentItemsStore implements RecentItemsStore {
    private final Map<String, Map<String, Snapshot>> profiles = new HashMap<>();

    @Override
    public Outcome write(Snapshot snapshot) {
        Map<String, Snapshot> categories =
                profiles.computeIfAbsent(snapshot.profileId(), id -> new java.util.TreeMap<>());
        Snapshot held = categories.get(snapshot.category());
        if (held != null
                && (held.generation() > snapshot.generation()
                        || (held.generation() == snapshot.generation() && held.sequence() >= snapshot.sequence()))) {
            return Outcome.STALE;
        }
        categories.put(snapshot.category(), snapshot);
        return Outcome.STORED;
    }

    @Override
    public List<CategoryItems> read(String profileId) {
        return profiles.getOrDefault(profileId, Map.of()).values().stream()
                .map(snapshot -> new CategoryItems(
                        snapshot.category(),
                        snapshot.points().stream()
                                .map(point -> new RecentItem(
                                        point.itemId(),
                                        point.occurredAt().truncatedTo(ChronoUnit.SECONDS),
                                        point.attributes()))
                                .toList()))
                .toList();
    }
}
