package dev.clickstream.loader.faults;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.loader.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A loader as a process, with a wire of its own to S3 and one to the warehouse. Outlives its process: it can be started again. */
final class WiredLoader implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final Platform platform;
    private final Path folder;
    private final String name;
    private final SqlWire sql;
    private final S3Wire s3;
    private volatile ChildProgram program;

    WiredLoader(Platform platform, Path folder, String name) {
        this.platform = platform;
        this.folder = folder;
        this.name = name;
        this.sql = SqlWire.to(
                Integer.parseInt(platform.local().endpoint("REDSHIFT_JDBC_URL").replaceFirst(".*:(\\d+)/.*", "$1")));
        this.s3 = S3Wire.to(URI.create(platform.local().endpoint("S3_ENDPOINT")));
    }

    SqlWire sql() {
        return sql;
    }

    S3Wire s3() {
        return s3;
    }

    void start() {
        program = platform.startLoader(
                name,
                Map.of(
                        "AWS_ENDPOINT_URL_S3",
                        s3.url(),
                        "LOADER_REDSHIFT_JDBC_URL",
                        platform.local().endpoint("REDSHIFT_JDBC_URL").replaceFirst(":\\d+/", ":" + sql.port() + "/")
                                // Every statement with its text each time: the wire goes by that.
                                + "&prepareThreshold=0",
                        "LOADER_ROLL_ROWS",
                        "400",
                        "LOADER_ROLL_BYTES",
                        "20000"));
    }

    void awaitReady() {
        program.awaitReady(LIMIT);
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        program.kill();
    }

    /** SIGSTOP: it does nothing more, and does not know it. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(program.pid())).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill -%s had no effect".formatted(name));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a file is being written in its directory. */
    boolean writesFile() {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException notThereYet) {
            return false;
        }
    }

    /** Removes what killed runs left, so that the next file that is seen is a new one. */
    void sweep() {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException notThereYet) {
            // Nothing to remove.
        }
    }

    String log() {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return "";
        }
    }

    void stop() {
        ChildProgram running = program;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        stop();
        sql.close();
        s3.close();
    }
}
