package dev.clickstream.bench.peer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much, and of what kind.
 *
 * @param sink whether the lists are written to DynamoDB
 * @param recording the file that takes a flight recording of our process while it is measured; null for none
 */
public record Work(
        int warmUp, int events, boolean sink, @Nullable Path recording) {}
