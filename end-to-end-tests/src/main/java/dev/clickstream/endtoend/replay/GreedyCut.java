package dev.clickstream.endtoend.replay;

import dev.clickstream.endtoend.replay.Arrival.ListName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fewest writes that any grouping can do with when no event may wait longer than the window, worked out from the input alone. */
public final class GreedyCut {
    private GreedyCut() {}

    /**
     * Each list is written as late as its oldest unwritten event allows: no grouping that keeps the window writes less often.
     *
     * @param arrivals in the order of their times
     */
    public static long writes(List<Arrival> arrivals, Duration window) {
        Map<ListName, Instant> writtenAt = new HashMap<>();
        long writes = 0;
        for (Arrival arrival : arrivals) {
            ListName list = arrival.list().orElse(null);
            if (list != null && !arrival.at().isBefore(writtenAt.getOrDefault(list, Instant.MIN))) {
                writtenAt.put(list, arrival.at().plus(window));
                writes++;
            }
        }
        return writes;
    }
}
