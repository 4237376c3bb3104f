package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562), each greater than the one before, also within a millisecond and when the clock steps back: the
 * 12 bits after the time count on, and carry into the time.
 */
final class TimeOrderedIds {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = requireNonNull(clock);
        this.random = requireNonNull(random);
    }

    UUID next() {
        long counted = counted();
        long most = counted >>> COUNTER_BITS << 16 | VERSION | counted & (1L << COUNTER_BITS) - 1;
        return new UUID(most, VARIANT | random.nextLong() >>> 2);
    }

    private synchronized long counted() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
