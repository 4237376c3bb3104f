package dev.clickstream.processor.sink;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * How far one partition is, from its assignment on. Writes end in any order; the offset to commit is the first that has not
 * ended. An assignment that follows a loss has a progress of its own, so that what ends late is not counted for it.
 */
final class PartitionProgress {
    private final TreeSet<Long> underWay = new TreeSet<>();
    private long next = -1;
    private long committed = -1;

    synchronized void begin(long offset) {
        underWay.add(offset);
        next = offset + 1;
    }

    synchronized void end(long offset) {
        underWay.remove(offset);
    }

    /** What to commit; empty if that is committed already, or nothing was read. */
    synchronized OptionalLong committable() {
        long reached = underWay.isEmpty() ? next : underWay.first();
        return reached > committed ? OptionalLong.of(reached) : OptionalLong.empty();
    }

    synchronized void committed(long offset) {
        committed = Math.max(committed, offset);
    }
}
