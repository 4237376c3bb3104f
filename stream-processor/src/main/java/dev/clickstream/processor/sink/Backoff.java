package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random time up to a limit that doubles with each try (full jitter), so that writers
 * that failed together do not come back together.
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        requireNonNull(random, "random");
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "a backoff needs 0 < first <= most, was first=%s most=%s".formatted(first, most));
        }
    }

    /** @param failures so far, from 1 up */
    Duration delay(int failures) {
        long limit = Math.min(most.toMillis(), first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(random.nextLong(limit + 1));
    }
}
