package dev.clickstream.loader.stage;

/**
 * @param rows as many as there are rows from this range in the files: at most the offsets it spans
 * @param deleted how many of its offsets the log had deleted before they could be read
 * @param erased how many rows of it were taken out of the files since they are of people who were erased
 */
public record LoadedRange(String topic, int partition, long start, long end, long rows, long deleted, long erased) {
    /** Of files that nobody was taken out of. */
    public LoadedRange(String topic, int partition, long start, long end, long rows, long deleted) {
        this(topic, partition, start, end, rows, deleted, 0);
    }

    /** Of a log that deleted nothing. */
    public LoadedRange(String topic, int partition, long start, long end, long rows) {
        this(topic, partition, start, end, rows, 0);
    }
}
