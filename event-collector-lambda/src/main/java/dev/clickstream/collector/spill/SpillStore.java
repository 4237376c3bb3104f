package dev.clickstream.collector.spill;

import java.util.List;
import java.util.Optional;

/** Where batches wait: objects are written once, whole, and deleted once drained. Safe for any number of threads. */
public interface SpillStore extends AutoCloseable {
    /**
     * Keeps an object for good before it returns. A key is used once: if it is taken, an earlier try of this very put has
     * arrived, and what is there stays.
     *
     * @throws SpillException if it may not be kept
     */
    void keep(String key, byte[] content);

    /**
     * The keys after the given one, in their order.
     *
     * @param after empty to begin with the first
     * @param most keys at once, up to 1,000
     * @throws SpillException if they cannot be listed
     */
    List<String> keysAfter(String after, int most);

    /**
     * Empty if another has deleted it.
     *
     * @throws SpillException if it cannot be read
     */
    Optional<byte[]> read(String key);

    /**
     * Keys that are not there are as good as deleted.
     *
     * @param keys up to 1,000
     * @throws SpillException if one may still be there
     */
    void delete(List<String> keys);

    /** Closes what is open; it is opened anew when needed. */
    @Override
    void close();
}
