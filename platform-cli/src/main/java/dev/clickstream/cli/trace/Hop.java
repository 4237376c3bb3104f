package dev.clickstream.cli.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an event has been.
 *
 * @param stage such as {@code collector} or {@code silver}
 * @param at null where the stage keeps no time
 * @param detail in words
 */
public record Hop(String stage, @Nullable Instant at, String detail) {}
