package dev.clickstream.loader;

import dev.clickstream.loader.stage.LoadManifest;
import java.time.Duration;
import java.util.List;

/** What one cycle did. */
sealed interface CycleResult {
    /** Nothing was waiting. */
    record Idle() implements CycleResult {}

    /**
     * The load is in the warehouse, by this cycle's doing or another's.
     *
     * @param staging how long it took to bring the files to the bucket
     */
    record Done(LoadManifest manifest, Duration staging) implements CycleResult {}

    /** The files did not hold what their manifest says; they do now, and the next cycle loads them. */
    record Repaired(long seq, List<String> keys) implements CycleResult {}

    /** The warehouse does not fit the load, or not the log; a person must look. */
    record Refused(String reason) implements CycleResult {}
}
