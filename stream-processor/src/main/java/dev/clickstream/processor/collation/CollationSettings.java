package dev.clickstream.processor.collation;

import java.time.Duration;

/**
 * How activity is collated.
 *
 * @param window a group closes this long after its first activity; longer saves writes, shorter saves time
 * @param maxEvents a group closes at this many activities whatever its age
 * @param maxPoints kept per category of a profile
 * @param generation of the table that the snapshots are for
 */
public record CollationSettings(Duration window, int maxEvents, int maxPoints, long generation) {
    public CollationSettings {
        if (window.isNegative() || maxEvents < 1 || maxPoints < 1 || generation < 1) {
            throw new IllegalArgumentException(
                    "collation needs window >= 0 and the others >= 1, was window=%s maxEvents=%d maxPoints=%d generation=%d"
                            .formatted(window, maxEvents, maxPoints, generation));
        }
    }
}
