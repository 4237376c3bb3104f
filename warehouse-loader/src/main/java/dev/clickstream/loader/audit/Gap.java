package dev.clickstream.loader.audit;

/**
 * Something that should be there and is not, or is there and should not be.
 *
 * @param seq of the load
 * @param what was found, on which object
 */
public record Gap(Kind kind, long seq, String what) {
    /** What went wrong. */
    public enum Kind {
        /** Planned, and never staged whole: a loader was killed at work and none came after it. */
        UNFINISHED("no loader finished it; './clickstream audit repair' does"),
        /** Staged whole, and never loaded. */
        UNLOADED(
                "the loader stopped before its COPY, or the warehouse refused it; './clickstream audit repair' loads it"),
        /** Loaded, and its manifest or a file of it is gone from the bucket. */
        VANISHED("deleted from the bucket; './clickstream audit repair' makes it anew while Kafka has it"),
        /** Loaded, and its manifest or a file of it is another one now. */
        ALTERED("overwritten in the bucket; './clickstream audit repair' makes it anew while Kafka has it"),
        /** The landing tables hold fewer rows, or more, than were loaded. */
        MISCOUNTED("rows were deleted from or added to the landing table; './clickstream reload' lands the load again"),
        /** The same record is in a landing table twice. */
        DOUBLED("rows were added to the landing table beside the loader; './clickstream reload' lands the load again"),
        /** Kafka had deleted records before the loader came. */
        DELETED("the loader was away for longer than Kafka's retention: these are lost to the lake"),
        /** Offsets between two loads that neither took, or both did. */
        DISJOINT("ops.load_offset was changed by hand, or the warehouse was put back to an older state");

        private final String cause;

        Kind(String cause) {
            this.cause = cause;
        }

        /** Why this comes about, and what to do. */
        public String cause() {
            return cause;
        }
    }
}
