package dev.clickstream.loader.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket in memory. */
public final class InMemoryStageBucket implements StageBucket {
    private record Kept(byte[] content, Map<String, String> metadata) {}

    private final Map<String, Kept> objects = new ConcurrentHashMap<>();

    private final Map<String, List<byte[]>> older = new ConcurrentHashMap<>();

    public Set<String> keys() {
        return objects.keySet();
    }

    @Override
    public boolean putIfAbsent(String key, Path file, Map<String, String> metadata) {
        try {
            return objects.putIfAbsent(key, new Kept(Files.readAllBytes(file), Map.copyOf(metadata))) == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return objects.putIfAbsent(key, new Kept(content, Map.of())) == null;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(objects.get(key)).map(Kept::content);
    }

    @Override
    public Optional<StoredObject> describe(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(kept -> new StoredObject(kept.content().length, version(kept), kept.metadata()));
    }

    @Override
    public List<String> list(String prefix, String after) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .sorted()
                .toList();
    }

    @Override
    public void download(String key, Path file) {
        try {
            Files.write(file, read(key).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean replace(String key, StoredObject present, Path file, Map<String, String> metadata) {
        try {
            Kept wanted = new Kept(Files.readAllBytes(file), Map.copyOf(metadata));
            return objects.computeIfPresent(key, (at, kept) -> {
                        if (!version(kept).equals(present.version())) {
                            return kept;
                        }
                        older.computeIfAbsent(key, none -> new ArrayList<>()).add(kept.content());
                        return wanted;
                    })
                    == wanted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deleteOlderVersions(String key) {
        older.remove(key);
    }

    /** What lay under the key before. */
    public List<byte[]> olderVersions(String key) {
        return List.copyOf(older.getOrDefault(key, List.of()));
    }

    /** What nobody but a disaster does. */
    public void lose(String key) {
        objects.remove(key);
    }

    /** Likewise. */
    public void spoil(String key, byte[] content) {
        objects.computeIfPresent(key, (at, kept) -> new Kept(content, kept.metadata()));
    }

    private static String version(Kept kept) {
        return "%08x".formatted(Arrays.hashCode(kept.content()));
    }

    @Override
    public String url(String key) {
        return "s3://memory/" + key;
    }

    @Override
    public void close() {}
}
