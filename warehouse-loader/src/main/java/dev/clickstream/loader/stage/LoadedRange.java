package dev.clickstream.loader.stage;

/**
 * @param rows as many as there are rows from this range in the files: at most the offsets it spans
 * @param deleted how many of its offsets the log had deleted before they could be read
 */
public record LoadedRange(String topic, int partition, long start, long end, long rows, long deleted) {
    /** Of a log that deleted nothing. */
    public LoadedRange(String topic, int partition, long start, long end, long rows) {
        this(topic, partition, start, end, rows, 0);
    }
}
