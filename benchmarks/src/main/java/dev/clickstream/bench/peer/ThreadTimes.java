package dev.clickstream.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the threads of a process have used so far, by what they do; empty where the system does not tell.
 *
 * @param cpu user and system time of the living threads
 */
public record ThreadTimes(Map<String, Duration> cpu) {
    /** How {@link #secondsSince} names the threads that make machine code of a JVM's classes while it runs. */
    public static final String COMPILER = "compiler";

    /** Linux counts in hundredths of a second, whatever the machine. */
    private static final long TICK_MILLIS = 10;
    /** The fields of {@code /proc/*}{@code /stat} after the name: user time and system time. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    public static ThreadTimes of(long pid) {
        Map<String, Duration> cpu = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            threads.forEach(thread -> add(cpu, thread.resolve("stat")));
        } catch (IOException e) {
            return new ThreadTimes(Map.of());
        }
        return new ThreadTimes(cpu);
    }

    private static void add(Map<String, Duration> cpu, Path stat) {
        try {
            String line = Files.readString(stat);
            int end = line.lastIndexOf(')');
            String[] fields = line.substring(end + 2).split(" ");
            long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
            cpu.merge(
                    work(line.substring(line.indexOf('(') + 1, end)),
                    Duration.ofMillis(ticks * TICK_MILLIS),
                    Duration::plus);
        } catch (IOException endedMeanwhile) {
            // Its time is in none of the threads.
        }
    }

    /** By the name's first fifteen characters, which are all that the system keeps. */
    private static String work(String name) {
        return switch (name) {
            case String thread when thread.startsWith("workflows-") -> "workflows";
            case String thread when thread.startsWith("groups-") -> "groups";
            case String thread when thread.startsWith("kafka-producer") -> "Kafka producers";
            case String thread when thread.startsWith("rocksdb") -> "RocksDB";
            case String thread when thread.startsWith("C1 ") || thread.startsWith("C2 ") -> COMPILER;
            case String thread when thread.startsWith("VM Thread") || thread.startsWith("GC ") -> "garbage collection";
            case String thread when thread.startsWith("ForkJoinPool") -> "virtual threads";
            case String thread when thread.startsWith("default-nio") -> "event loops";
            case "faust" -> "Python";
            default -> "all others";
        };
    }

    /** CPU seconds since then, the largest first is up to the reader. */
    public Map<String, Double> secondsSince(ThreadTimes earlier) {
        Map<String, Double> seconds = new TreeMap<>();
        cpu.forEach((work, time) -> seconds.put(
                work, time.minus(earlier.cpu.getOrDefault(work, Duration.ZERO)).toMillis() / 1e3));
        return seconds;
    }
}
