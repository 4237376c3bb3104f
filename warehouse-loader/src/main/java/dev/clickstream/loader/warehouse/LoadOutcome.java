package dev.clickstream.loader.warehouse;

/** What became of a load. */
public sealed interface LoadOutcome {
    /** Its rows are visible now. */
    record Loaded() implements LoadOutcome {}

    /** They were already: by an earlier attempt whose answer got lost, or by another loader. */
    record AlreadyLoaded() implements LoadOutcome {}

    /** Nothing was changed: the files do not hold the rows that their manifest says. They must be looked at, and redone. */
    record Miscounted(String reason) implements LoadOutcome {}

    /** Nothing was changed, since what the load says and what the warehouse holds do not fit. Trying again does not help. */
    record Refused(String reason) implements LoadOutcome {}
}
