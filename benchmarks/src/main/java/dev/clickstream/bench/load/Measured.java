package dev.clickstream.bench.load;

/**
 * What one engine took for its rows, warm-up excluded.
 *
 * @param rows that were counted
 * @param seconds by the clock
 * @param cpuSeconds of all its processes, user and system, compiler and collector included
 * @param compilerSeconds what the JVM's compiler had of them, which works for the first minutes only; 0 where the system does not tell
 * @param bytesPerRow of its Parquet files, all of them
 * @param peakMib the most memory its processes ever had in use, start included; 0 where the system does not tell
 */
public record Measured(
        String engine,
        long rows,
        double seconds,
        double cpuSeconds,
        double compilerSeconds,
        double bytesPerRow,
        long peakMib) {
    public double perSecond() {
        return rows / seconds;
    }

    /** By CPU other than the compiler's: so runs of different lengths can be compared. */
    public double perCpuSecond() {
        return rows / (cpuSeconds - compilerSeconds);
    }

    public double compilerSecondsPerMillion() {
        return compilerSeconds * 1e6 / rows;
    }

    public double cpuSecondsPerMillion() {
        return cpuSeconds * 1e6 / rows;
    }
}
