package dev.clickstream.bench.latency;

import java.time.Duration;
import java.util.List;

/** Durations in order, of which any share is below. */
public record Percentiles(List<Duration> sorted) {
    public Percentiles {
        sorted = sorted.stream().sorted().toList();
    }

    /** @param share 0..1; the nearest rank above */
    public Duration at(double share) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("no event was measured");
        }
        return sorted.get(Math.clamp((long) Math.ceil(share * sorted.size()) - 1, 0, sorted.size() - 1));
    }
}
