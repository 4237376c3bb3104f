package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of a bucket as a bucket of its own, so that tests do not meet each other's plans. */
record Subfolder(StageBucket bucket, String folder) implements StageBucket {
    @Override
    public boolean putIfAbsent(String key, Path file, Map<String, String> metadata) {
        return bucket.putIfAbsent(folder + key, file, metadata);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return bucket.putIfAbsent(folder + key, content);
    }

    @Override
    public Optional<byte[]> read(String key) {
        return bucket.read(folder + key);
    }

    @Override
    public Optional<StoredObject> describe(String key) {
        return bucket.describe(folder + key);
    }

    @Override
    public List<String> list(String prefix, String after) {
        return bucket.list(folder + prefix, after.isEmpty() ? "" : folder + after).stream()
                .map(key -> key.substring(folder.length()))
                .toList();
    }

    @Override
    public void download(String key, Path file) {
        bucket.download(folder + key, file);
    }

    @Override
    public boolean replace(String key, StoredObject present, Path file, Map<String, String> metadata) {
        return bucket.replace(folder + key, present, file, metadata);
    }

    @Override
    public void deleteOlderVersions(String key) {
        bucket.deleteOlderVersions(folder + key);
    }

    @Override
    public String url(String key) {
        return bucket.url(folder + key);
    }

    @Override
    public void close() {}
}
