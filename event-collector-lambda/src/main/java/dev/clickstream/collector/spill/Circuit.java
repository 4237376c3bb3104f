package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether Kafka is worth a wait. After a failure it is not, for a time; then one batch tries, while the others go on as before.
 */
final class Circuit {
    private final long openNanos;
    private final LongSupplier nanoTime;
    private boolean open;
    private long tryAgainAt;

    /** @param nanoTime as {@link System#nanoTime} */
    Circuit(Duration openFor, LongSupplier nanoTime) {
        this.openNanos = openFor.toNanos();
        this.nanoTime = requireNonNull(nanoTime);
    }

    /** Each time that is up lets one caller through: should that one never come back, the next time lets another. */
    synchronized boolean letsThrough() {
        if (!open) {
            return true;
        }
        if (nanoTime.getAsLong() - tryAgainAt < 0) {
            return false;
        }
        tryAgainAt = nanoTime.getAsLong() + openNanos;
        return true;
    }

    /** Whether this is the first failure after a success. */
    synchronized boolean failed() {
        boolean first = !open;
        open = true;
        tryAgainAt = nanoTime.getAsLong() + openNanos;
        return first;
    }

    /** Whether this is the first success after a failure. */
    synchronized boolean succeeded() {
        boolean first = open;
        open = false;
        return first;
    }
}
