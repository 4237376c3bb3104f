package dev.clickstream.collector.spill;

import java.util.concurrent.atomic.AtomicLong;

/** What this process has spilled and drained, and what waited when it last looked. Safe for any number of threads. */
public final class SpillCounts {
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong drained = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    void spilled(int records, long packedBytes) {
        batches.incrementAndGet();
        events.addAndGet(records);
        bytes.addAndGet(packedBytes);
    }

    void failed() {
        failures.incrementAndGet();
    }

    /** @param oldest age in seconds of the first batch that waits; 0 when none does */
    public void drained(long events, long oldest) {
        drained.addAndGet(events);
        oldestSeconds.set(oldest);
    }

    public long batches() {
        return batches.get();
    }

    /** Records, those of rejected messages included. */
    public long events() {
        return events.get();
    }

    /** As they lie in the bucket. */
    public long bytes() {
        return bytes.get();
    }

    /** Batches that neither Kafka nor the bucket took: they were answered with 503. */
    public long failures() {
        return failures.get();
    }

    public long drainedEvents() {
        return drained.get();
    }

    public long oldestSeconds() {
        return oldestSeconds.get();
    }
}
