package dev.clickstream.bench.load;

/**
 * What one engine took for its rows, warm-up excluded.
 *
 * @param rows that were counted
 * @param seconds by the clock
 * @param cpuSeconds of all its processes, user and system, its compiler and collector included
 * @param bytesPerRow of its Parquet files, all of them
 * @param peakMib the most memory its processes ever had in use, start included; 0 where the system does not tell
 */
public record Measured(String engine, long rows, double seconds, double cpuSeconds, double bytesPerRow, long peakMib) {
    public double perSecond() {
        return rows / seconds;
    }

    public double perCpuSecond() {
        return rows / cpuSeconds;
    }

    public double cpuSecondsPerMillion() {
        return cpuSeconds * 1e6 / rows;
    }
}
