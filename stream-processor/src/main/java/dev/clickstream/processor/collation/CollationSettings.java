package dev.clickstream.processor.collation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How activity is collated. A group is the activity in one category of one profile: of all ways to cut activity into groups
 * none writes less at the same delay than to close each group a window after its first activity.
 *
 * @param window a group closes this long after its first activity; longer saves writes, shorter saves time
 * @param quiet a group closes earlier, when nothing came for so long; null if it waits for its window in any case
 * @param maxEvents a group closes at this many activities whatever its age
 * @param maxPoints kept per category of a profile
 * @param maxDevices that may lend to one person
 * @param generation of the table that the snapshots are for
 */
public record CollationSettings(
        Duration window, @Nullable Duration quiet, int maxEvents, int maxPoints, int maxDevices, long generation) {
    public CollationSettings {
        if (window.isNegative() || maxEvents < 1 || maxPoints < 1 || maxDevices < 1 || generation < 1) {
            throw new IllegalArgumentException(
                    ("collation needs window >= 0 and the others >= 1, was window=%s maxEvents=%d maxPoints=%d maxDevices=%d"
                                    + " generation=%d")
                            .formatted(window, maxEvents, maxPoints, maxDevices, generation));
        }
        if (quiet != null && (quiet.isNegative() || quiet.compareTo(window) >= 0)) {
            throw new IllegalArgumentException(
                    "quiet must be shorter than the window, was quiet=%s window=%s".formatted(quiet, window));
        }
    }
}
