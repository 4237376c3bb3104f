package dev.clickstream.loader.plan;

import static java.util.Comparator.comparing;

import dev.clickstream.loader.landing.LandingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Divides what is waiting into the slices of one plan. */
public final class Planner {
    private Planner() {}

    /**
     * @param next where each partition's load goes on
     * @param ends up to where it can be read
     * @return none if nothing is waiting
     */
    public static List<Slice> slices(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends, LoadSize size) {
        List<OffsetRange> waiting = waiting(next, ends);
        long share = Math.max(1, size.maxRows() / Math.max(1, waiting.size()));
        List<Slice> slices = new ArrayList<>();
        for (LandingTable table : LandingTable.values()) {
            List<OffsetRange> ranges = waiting.stream()
                    .filter(range -> LandingTable.ofTopic(range.topic()) == table)
                    .map(range -> new OffsetRange(
                            range.topic(),
                            range.partition(),
                            range.start(),
                            Math.min(range.end(), range.start() + share)))
                    .toList();
            long rows = ranges.stream().mapToLong(OffsetRange::span).sum();
            addSlices(slices, table, ranges, size.sliceRows(rows));
        }
        return slices;
    }

    private static List<OffsetRange> waiting(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
        return next.entrySet().stream()
                .filter(partition -> ends.getOrDefault(partition.getKey(), 0L) > partition.getValue())
                .map(partition -> new OffsetRange(
                        partition.getKey().topic(),
                        partition.getKey().partition(),
                        partition.getValue(),
                        ends.getOrDefault(partition.getKey(), 0L)))
                .sorted(comparing(OffsetRange::topic).thenComparing(OffsetRange::partition))
                .toList();
    }

    private static void addSlices(List<Slice> slices, LandingTable table, List<OffsetRange> ranges, long maxSliceRows) {
        List<OffsetRange> current = new ArrayList<>();
        long room = maxSliceRows;
        for (OffsetRange range : ranges) {
            long start = range.start();
            while (start < range.end()) {
                long end = Math.min(range.end(), start + room);
                current.add(new OffsetRange(range.topic(), range.partition(), start, end));
                room -= end - start;
                start = end;
                if (room == 0) {
                    slices.add(new Slice(slices.size(), table, current));
                    current = new ArrayList<>();
                    room = maxSliceRows;
                }
            }
        }
        if (!current.isEmpty()) {
            slices.add(new Slice(slices.size(), table, current));
        }
    }
}
