package dev.clickstream.cli.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process, Java or not. It says {@code ready} on its standard output when it serves, and ends when its standard
 * input does, so it cannot outlive us. A Ctrl-C on the terminal does not reach it: we stop it when its turn has come.
 */
final class RunningProgram implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(25);
    private static final int TAIL_LINES = 15;
    private static final int TAIL_BYTES = 16_384;

    private final Launch launch;
    private final Process process;
    private final long logStart;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private RunningProgram(Launch launch, Process process, long logStart) {
        this.launch = launch;
        this.process = process;
        this.logStart = logStart;
    }

    static RunningProgram start(Launch launch) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        if (launch.environment().containsKey("AWS_ACCESS_KEY_ID")) {
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        }
        builder.environment().putAll(launch.environment());
        Path folder = launch.workingDirectory();
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            long logStart = Files.exists(launch.log()) ? Files.size(launch.log()) : 0;
            builder.redirectError(Redirect.appendTo(launch.log().toFile()));
            RunningProgram program = new RunningProgram(launch, builder.start(), logStart);
            Thread.ofPlatform().name(launch.name() + "-output").daemon().start(program::copyOutput);
            return program;
        } catch (IOException failure) {
            throw new PlatformException("cannot start " + launch.name() + ": " + failure.getMessage(), failure);
        }
    }

    private void copyOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer copy =
                        Files.newBufferedWriter(launch.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (line.startsWith("ready")) {
                    ready.complete(line);
                }
            }
        } catch (IOException closed) {
            // The process is gone, and with it its output.
        }
    }

    /** Waits until it serves; the exception tells the last lines of the log. */
    void awaitReady(Duration limit) {
        try {
            Object first =
                    CompletableFuture.anyOf(ready, process.onExit()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!(first instanceof String)) {
                throw new PlatformException("%s ended with exit code %d before it was ready; %s"
                        .formatted(name(), process.exitValue(), lastWords()));
            }
        } catch (TimeoutException late) {
            throw new PlatformException(
                    "%s was not ready after %d s; %s".formatted(name(), limit.toSeconds(), lastWords()), late);
        } catch (ExecutionException failure) {
            throw new PlatformException("cannot wait for " + name(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while waiting for " + name(), stopped);
        }
    }

    String name() {
        return launch.name();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int exitCode() {
        return process.exitValue();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** What it logged last, and where the rest is. */
    String lastWords() {
        try (RandomAccessFile log = new RandomAccessFile(launch.log().toFile(), "r")) {
            long from = Math.max(logStart, log.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            String tail = String.join("\n  | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
            return "the last lines of %s:%n  | %s".formatted(launch.log(), tail);
        } catch (IOException failure) {
            return "its log " + launch.log() + " cannot be read";
        }
    }

    /** Asks it to stop, and kills it when it has not in time. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
