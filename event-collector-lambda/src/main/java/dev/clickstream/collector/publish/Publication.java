package dev.clickstream.collector.publish;

/** What became of a request's records. */
public sealed interface Publication {
    /** Every one is safe: the broker has acknowledged it, or will be given it by a drain. */
    record Stored() implements Publication {}

    /**
     * Not every one was acknowledged in time; some may be stored all the same, or be stored later. The sender must send
     * again: the message ids tell the copies.
     */
    record Unavailable(String reason) implements Publication {}
}
