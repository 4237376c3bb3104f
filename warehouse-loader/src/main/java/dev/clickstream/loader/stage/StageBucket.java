package dev.clickstream.loader.stage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The bucket of the lake: objects are written once, whole, and never changed. */
public interface StageBucket extends AutoCloseable {
    /**
     * Keeps a file under a key that must not be taken.
     *
     * @param metadata short texts kept with it, by lower-case names
     * @return false if there is an object of that key already; it stays as it is
     */
    boolean putIfAbsent(String key, Path file, Map<String, String> metadata);

    /** As above, for a small text. */
    boolean putIfAbsent(String key, byte[] content);

    Optional<byte[]> read(String key);

    Optional<StoredObject> describe(String key);

    /** Where the warehouse finds an object. */
    String url(String key);

    @Override
    void close();
}
