package dev.clickstream.loader.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one load takes. There is one plan for each place in the load sequence, ever: whoever carries it out, and however
 * often, loads the same.
 *
 * @param seq its place: the warehouse's last load sequence plus one
 * @param loader who made it
 * @param madeAt also says in which day's and hour's folder the files lie, so that a redo finds them there
 */
public record LoadPlan(long seq, String loader, Instant madeAt, List<Slice> slices) {
    public LoadPlan {
        slices = List.copyOf(slices);
        if (seq < 1 || slices.isEmpty()) {
            throw new IllegalArgumentException(
                    "a plan has a sequence from 1 and at least one slice, was %d with %d slices"
                            .formatted(seq, slices.size()));
        }
    }

    /** One range for each partition, from where to where the whole plan takes it. */
    public List<OffsetRange> perPartition() {
        Map<String, OffsetRange> ranges = slices.stream()
                .flatMap(slice -> slice.ranges().stream())
                .collect(Collectors.toMap(
                        range -> range.topicPartition().toString(), range -> range, LoadPlan::joined, TreeMap::new));
        return List.copyOf(ranges.values());
    }

    private static OffsetRange joined(OffsetRange one, OffsetRange other) {
        return new OffsetRange(
                one.topic(), one.partition(), Math.min(one.start(), other.start()), Math.max(one.end(), other.end()));
    }
}
