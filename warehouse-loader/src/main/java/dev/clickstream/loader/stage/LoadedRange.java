package dev.clickstream.loader.stage;

/**
 * @param rows as many as there are rows from this range in the files: at most the offsets it spans
 */
public record LoadedRange(String topic, int partition, long start, long end, long rows) {}
