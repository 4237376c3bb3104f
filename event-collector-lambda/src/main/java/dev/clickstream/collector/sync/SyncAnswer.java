package dev.clickstream.collector.sync;

/** What a device is told. */
public sealed interface SyncAnswer {
    /**
     * @param version to ask with the next time
     * @param state one JSON object, as the processor wrote it
     */
    record News(long version, String state) implements SyncAnswer {}

    /** Nothing is known that is newer. */
    record NoNews() implements SyncAnswer {}

    /** @param reason for whoever makes the tokens; names no token */
    record Refused(String reason) implements SyncAnswer {}

    /** The cache does not answer: ask again later. */
    record Unavailable() implements SyncAnswer {}

    /** This collector was given no cache, or no keys to check tokens with. */
    record NotOffered() implements SyncAnswer {}
}
