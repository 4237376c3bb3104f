package dev.clickstream.collector.decode;

import java.util.Arrays;
import tools.jackson.core.JsonToken;

/**
 * One message of a body: its exact bytes, without copying them.
 *
 * @param from index of its first byte in the body
 * @param to index after its last byte
 * @param first what it begins with: a message is an object, anything else gets a verdict
 */
public record Slice(byte[] body, int from, int to, JsonToken first) {
    public int length() {
        return to - from;
    }

    /** The bytes as they were posted. */
    public byte[] copy() {
        return Arrays.copyOfRange(body, from, to);
    }
}
