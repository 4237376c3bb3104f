package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.stage.LoadedRange;
import java.time.Instant;
import java.util.List;

/**
 * A load as the warehouse tells it.
 *
 * @param rows as its history says
 * @param ranges as the history says, one for each partition
 * @param landed what is really in the landing tables, one for each table and partition that has rows of this load
 * @param erased what was taken out of them since it is of people who were erased, and still lies in the load's files
 */
public record RecordedLoad(
        long seq,
        String manifestSha256,
        long rows,
        Instant loadedAt,
        List<LoadedRange> ranges,
        List<Landed> landed,
        List<Landed> erased) {
    /**
     * @param table the landing table's name, without its schema
     * @param offsets how many different ones the rows have: fewer than rows where some are there twice
     */
    public record Landed(String table, String topic, int partition, long rows, long offsets) {}

    public RecordedLoad {
        ranges = List.copyOf(ranges);
        landed = List.copyOf(landed);
        erased = List.copyOf(erased);
    }

    public long landedRows() {
        return landed.stream().mapToLong(Landed::rows).sum();
    }
}
