package dev.clickstream.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resident memory of a process and all its descendants together, looked at each second; the highest stays. */
public final class Memory implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(1);

    private final List<ProcessHandle> roots;
    private final Thread sampler;
    private volatile long peakBytes;

    public Memory(ProcessHandle... roots) {
        this.roots = List.of(roots);
        this.sampler = Thread.ofPlatform().name("memory").daemon().start(this::sample);
    }

    public long peakBytes() {
        return peakBytes;
    }

    private void sample() {
        try {
            while (true) {
                peakBytes = Math.max(peakBytes, residentBytes(roots));
                Thread.sleep(EACH);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static long residentBytes(List<ProcessHandle> roots) {
        List<Long> processes = roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid)
                .distinct()
                .toList();
        return Files.isDirectory(Path.of("/proc/self"))
                ? processes.stream().mapToLong(Memory::fromProc).sum()
                : fromPs(processes);
    }

    private static long fromProc(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> kibibytes(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    private static long fromPs(List<Long> processes) {
        String pids = processes.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", pids).start();
            try (Stream<String> lines = ps.inputReader().lines()) {
                return lines.mapToLong(line -> kibibytes(line.strip())).sum();
            }
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long kibibytes(@Nullable String number) {
        return number == null || number.isEmpty() ? 0 : Long.parseLong(number) * 1024;
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
