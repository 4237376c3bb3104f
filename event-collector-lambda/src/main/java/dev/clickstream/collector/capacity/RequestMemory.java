package dev.clickstream.collector.capacity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that requests may take together. Who finds none left waits a while, first come first served, and is then
 * told to come again: rather that than an end of the process by which all would lose their answer. Safe for any number of
 * threads, which may block.
 */
public final class RequestMemory {
    private static final int UNIT = 1024;

    private final int units;
    private final Duration patience;
    private final Semaphore free;

    /**
     * @param bytes for all together
     * @param patience how long a request waits for its share
     */
    public RequestMemory(long bytes, Duration patience) {
        this.units = (int) Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        this.patience = requireNonNull(patience);
        this.free = new Semaphore(units, true);
    }

    /** Of the most that this JVM's heap may grow to: the rest is Kafka's client's and the program's own. */
    public static long quarterOfTheHeap() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /**
     * A share, to be given back; empty when none came free in time.
     *
     * @param bytes a share larger than all is cut to all: then it has to be alone
     */
    public Optional<Share> reserve(long bytes) {
        int wanted = (int) Math.clamp((bytes + UNIT - 1) / UNIT, 1, units);
        try {
            boolean reserved = free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS);
            return reserved ? Optional.of(() -> free.release(wanted)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** In bytes. */
    long unreserved() {
        return (long) free.availablePermits() * UNIT;
    }

    /** To be closed once. */
    @FunctionalInterface
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }
}
