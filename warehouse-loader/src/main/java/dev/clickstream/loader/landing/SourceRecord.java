package dev.clickstream.loader.landing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record of the log with its place, which is its identity all the way into the warehouse. */
public record SourceRecord(
        String topic, int partition, long offset, Instant time, byte @Nullable [] key, byte @Nullable [] value) {}
