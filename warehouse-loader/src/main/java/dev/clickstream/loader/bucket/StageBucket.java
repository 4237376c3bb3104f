package dev.clickstream.loader.bucket;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bucket of the lake: objects are written once, whole, and never changed; only a repair replaces one that
 * was damaged, and an erasure one that holds somebody erased. */
public interface StageBucket extends AutoCloseable {
    /**
     * Keeps a file under a key that must not be taken.
     *
     * @param metadata short texts kept with it, by lower-case names
     * @return false if there is an object of that key already; it stays as it is. It may be this one, if the answer to it was lost
     *     and it was put again.
     */
    boolean putIfAbsent(String key, Path file, Map<String, String> metadata);

    /** As above, for a small text. */
    boolean putIfAbsent(String key, byte[] content);

    Optional<byte[]> read(String key);

    Optional<StoredObject> describe(String key);

    /**
     * The keys that begin so, in their order.
     *
     * @param after only keys that come after this one; empty for all
     */
    List<String> list(String prefix, String after);

    /** Brings an object to this machine; what the file held before is gone. */
    void download(String key, Path file);

    /**
     * Puts a file in the place of exactly this object.
     *
     * @param present what lies under the key, as it was described
     * @return false if something else lies there by now; it stays as it is
     */
    boolean replace(String key, StoredObject present, Path file, Map<String, String> metadata);

    /** Deletes what lay under the key before what lies there now, where the bucket keeps such versions. */
    void deleteOlderVersions(String key);

    /** Where the warehouse finds an object. */
    String url(String key);

    @Override
    void close();
}
