package dev.clickstream.bench.peer;

import java.util.Map;

/**
 * What the events took.
 *
 * @param processes whose time was counted
 * @param threads CPU seconds by what threads do; empty where the system does not tell
 * @param units write units; 0 without a sink
 */
public record Taken(
        String engine,
        String processes,
        int events,
        double seconds,
        double cpuSeconds,
        Map<String, Double> threads,
        long residentMib,
        double units) {
    public double perSecond() {
        return events / seconds;
    }

    public double perCpuSecond() {
        return events / cpuSeconds;
    }

    public double cpuSecondsPerMillion() {
        return cpuSeconds * 1e6 / events;
    }
}
