package dev.clickstream.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process and its children have used so far.
 *
 * @param cpu of all threads, user and system, since their start
 * @param at the monotonic clock, nanoseconds
 */
public record Spent(Duration cpu, long at) {
    public static Spent by(long pid) {
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("process " + pid + " is gone; see its log"));
        Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        for (ProcessHandle child : process.descendants().toList()) {
            cpu = cpu.plus(child.info().totalCpuDuration().orElse(Duration.ZERO));
        }
        return new Spent(cpu, System.nanoTime());
    }

    public double cpuSecondsSince(Spent earlier) {
        return cpu.minus(earlier.cpu).toNanos() / 1e9;
    }

    public double secondsSince(Spent earlier) {
        return (at - earlier.at) / 1e9;
    }

    /** The memory that the process has in use, in MiB, where the system tells it; else 0. */
    public static long residentMib(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
