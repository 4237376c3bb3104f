package dev.clickstream.collector.spill;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory; can fail like a service. */
public final class InMemorySpillStore implements SpillStore {
    private final ConcurrentNavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private volatile boolean up = true;
    private volatile boolean deletes = true;

    @Override
    public void keep(String key, byte[] content) {
        require(up);
        objects.putIfAbsent(key, content.clone());
    }

    @Override
    public List<String> keysAfter(String after, int most) {
        require(up);
        return objects.tailMap(after, false).keySet().stream().limit(most).toList();
    }

    @Override
    public Optional<byte[]> read(String key) {
        require(up);
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public void delete(List<String> keys) {
        require(up && deletes);
        keys.forEach(objects::remove);
    }

    private static void require(boolean works) {
        if (!works) {
            throw new SpillException("stopped by the test", null);
        }
    }

    @Override
    public void close() {}

    public void stop() {
        up = false;
    }

    public void restart() {
        up = true;
        deletes = true;
    }

    /** As if whoever drains were killed before it deletes. */
    public void refuseDeletes() {
        deletes = false;
    }

    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }
}
