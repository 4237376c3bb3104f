package dev.clickstream.loader.plan;

import dev.clickstream.loader.landing.LandingTable;
import java.util.List;

/**
 * The part of a plan that becomes one file.
 *
 * @param number its place in the plan, from 0
 * @param table where the records of these ranges land
 */
public record Slice(int number, LandingTable table, List<OffsetRange> ranges) {
    public Slice {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("slice %d has no ranges".formatted(number));
        }
    }
}
