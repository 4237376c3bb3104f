package dev.clickstream.collector.capacity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds on requests beside their bodies, and on all of them together.
 *
 * @param lineBytes of the request line: method, path and query
 * @param headerBytes of all headers
 * @param bodyTimeout in which a body must have come whole
 * @param memoryBytes for all requests under way
 */
public record RequestLimits(int lineBytes, int headerBytes, Duration bodyTimeout, long memoryBytes) {
    public RequestLimits {
        requireNonNull(bodyTimeout, "bodyTimeout");
    }
}
