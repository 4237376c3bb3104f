package dev.clickstream.collector.duplicate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The message ids that this process has acknowledged of late, for reports only: a duplicate is stored like any other event,
 * since its first copy may have gone wrong where this process cannot see it, and is removed in the stream and in silver.
 *
 * <p>Two generations of 64-bit hashes. The younger one takes ids for half the window, or until it is full; then it becomes
 * the older one and that is forgotten. So an id is remembered for at least half the window unless so many came, and for
 * the whole window at most. Two ids share a hash once in 2^64 / remembered. Safe for any number of threads.
 */
public final class RecentMessageIds {
    private final int capacity;
    private final long halfWindow;
    private final LongSupplier nanoTime;
    private Hashes younger;
    private Hashes older;
    private long since;

    /**
     * @param capacity ids of one generation; each costs 16 to 32 bytes, and there are two generations. 0 remembers none
     * @param window for which an id is remembered at most
     */
    public RecentMessageIds(int capacity, Duration window, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.halfWindow = window.toNanos() / 2;
        this.nanoTime = requireNonNull(nanoTime);
        this.younger = new Hashes(capacity);
        this.older = new Hashes(capacity);
        this.since = nanoTime.getAsLong();
    }

    /** Whether the id was remembered within the window. */
    public synchronized boolean contains(String messageId) {
        turn(false);
        long hash = hash(messageId);
        return younger.contains(hash) || older.contains(hash);
    }

    /** Only for ids that are stored for good: what was not acknowledged is no duplicate when it comes again. */
    public synchronized void remember(String messageId) {
        if (capacity > 0) {
            turn(younger.size() == capacity);
            younger.add(hash(messageId));
        }
    }

    private void turn(boolean full) {
        long now = nanoTime.getAsLong();
        if (now - since >= 2 * halfWindow) {
            younger.clear();
            older.clear();
            since = now;
        } else if (full || now - since >= halfWindow) {
            Hashes emptied = older;
            emptied.clear();
            older = younger;
            younger = emptied;
            since = now;
        }
    }

    /** FNV-1a over the characters, then mixed so that neighbouring ids lie far apart in the table. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
