package dev.clickstream.event;

/**
 * Where a person's devices find in Redis what has changed: a hash with {@link #VERSION} and {@link #STATE}; its key is also the
 * channel on which each new version is told.
 */
public final class SyncKey {
    /** Field of the hash: a number that only grows. */
    public static final String VERSION = "version";
    /** Field of the hash: one JSON object. */
    public static final String STATE = "state";

    private SyncKey() {}

    public static String ofUser(String userId) {
        return "sync:user:" + userId;
    }
}
