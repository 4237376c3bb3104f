package dev.clickstream.processor.sync;

/** Where devices find their person's state. */
public interface SyncStore {
    /**
     * Keeps the state for a while and tells of it, unless a newer one is kept already.
     *
     * @param json the state's wire form
     * @return whether it was newer
     * @throws RuntimeException if the store is away
     */
    boolean write(String userId, long version, String json);
}
