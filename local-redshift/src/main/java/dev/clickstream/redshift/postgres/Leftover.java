package dev.clickstream.redshift.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a JVM that was killed may leave behind: a PostgreSQL that is still stopping, and its pid file. */
final class Leftover {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Leftover() {}

    /** Waits for an old server of this cluster to be gone. The caller holds the directory's lock. */
    static void clear(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<ProcessHandle> old = postgres(file);
        while (old.isPresent() && System.nanoTime() < deadline) {
            pause();
            old = postgres(file);
        }
        old.ifPresent(ProcessHandle::destroyForcibly);
        // A number in it that now belongs to some other program would make PostgreSQL refuse to start.
        Files.deleteIfExists(file);
    }

    static String lastLines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "(no log)";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static Optional<ProcessHandle> postgres(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(line -> Long.parseLong(line.strip()))
                    .flatMap(ProcessHandle::of)
                    .filter(Leftover::isPostgres);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(path -> path.endsWith("/postgres"))
                        .orElse(false);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an old PostgreSQL was stopping", e);
        }
    }
}
