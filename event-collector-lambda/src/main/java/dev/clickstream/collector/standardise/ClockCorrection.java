package dev.clickstream.collector.standardise;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when something happened although the client's clock may be wrong. A difference between sending and receiving
 * below the tolerance is network delay: correcting it would give one message two times on a retry.
 */
final class ClockCorrection {
    private static final Duration FUTURE = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofDays(90);

    private final Duration tolerance;

    ClockCorrection(Duration tolerance) {
        this.tolerance = requireNonNull(tolerance);
    }

    /**
     * When it happened.
     *
     * @param skewed the client's clock was wrong, so that {@code at} is not what it said
     * @param late it happened more than 90 days before it was received
     */
    record Occurrence(Instant at, boolean skewed, boolean late) {}

    Occurrence occurrence(@Nullable Instant original, @Nullable Instant sentAt, Instant receivedAt) {
        if (original == null) {
            return new Occurrence(receivedAt, false, false);
        }
        boolean skewed =
                sentAt != null && Duration.between(sentAt, receivedAt).abs().compareTo(tolerance) > 0;
        Instant at = skewed ? receivedAt.minus(Duration.between(original, requireNonNull(sentAt))) : original;
        if (at.isAfter(receivedAt.plus(FUTURE)) || at.isBefore(Timestamps.EARLIEST)) {
            return new Occurrence(receivedAt, true, false);
        }
        return new Occurrence(at, skewed, at.isBefore(receivedAt.minus(LATE)));
    }
}
