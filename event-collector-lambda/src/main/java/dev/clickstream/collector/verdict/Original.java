package dev.clickstream.collector.verdict;

import dev.clickstream.event.Topics;

/**
 * What is kept of a refused message, so that it can be mended and sent again.
 *
 * @param length of the message as posted, in bytes
 */
public sealed interface Original {
    /** Room for everything beside the payload, and for what Kafka adds to a record. */
    int OTHERS = 49_152;

    /** In bytes: of a longer message the beginning is kept, since no record could hold it. */
    int LONGEST = (Integer.parseInt(Topics.REJECTED.settings().getOrDefault("max.message.bytes", "1048576")) - OTHERS)
            / 4
            * 3;

    int length();

    /**
     * In which nothing personal was found, or nothing personal is left.
     *
     * @param treated false when {@code bytes} are those posted
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Readable(byte[] bytes, boolean treated, int length) implements Original {}

    /**
     * Which could not be read as an event, so that nobody knows what it holds.
     *
     * @param text its bytes as {@link dev.clickstream.pii.Encryption} writes them
     */
    record Encrypted(String text, int length) implements Original {}
}
