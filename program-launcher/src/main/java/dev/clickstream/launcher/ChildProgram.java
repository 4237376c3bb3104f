package dev.clickstream.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A program running as a child process. It ends when this process ends, however that happens (see {@link Supervised}); what it
 * prints goes to its log file. A Ctrl-C on the terminal does not reach it: whoever started it stops it when its turn has come.
 */
public final class ChildProgram implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(25);
    /** Ignored signals stay ignored over exec. */
    private static final List<String> WITHOUT_INTERRUPT = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final String name;
    private final Process process;
    private final ProgramLog log;
    private final Consumer<String> lines;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> outputEnd = new CompletableFuture<>();

    private ChildProgram(String name, Process process, ProgramLog log, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.lines = lines;
    }

    /** Starts a built program of the house around the working directory. */
    public static ChildProgram start(
            Program program, Map<String, String> environment, List<String> arguments, Path logFile) {
        return start(Launch.of(House.find(), program.module(), program, environment, arguments, logFile));
    }

    /** @throws LaunchException if the command cannot be executed at all */
    public static ChildProgram start(Launch launch) {
        return start(launch, line -> {});
    }

    /**
     * As the other one.
     *
     * @param lines hears what the program prints, line by line, on a thread of its own
     */
    public static ChildProgram start(Launch launch, Consumer<String> lines) {
        List<String> command = new ArrayList<>(WITHOUT_INTERRUPT);
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command);
        if (launch.environment().containsKey("AWS_ACCESS_KEY_ID")) {
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        }
        builder.environment().putAll(launch.environment());
        Path directory = launch.workingDirectory();
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        ProgramLog log = ProgramLog.at(launch.log());
        builder.redirectError(Redirect.appendTo(log.file().toFile()));
        try {
            ChildProgram child = new ChildProgram(launch.name(), builder.start(), log, lines);
            Thread.ofPlatform().name(launch.name() + "-output").daemon().start(child::copyOutput);
            return child;
        } catch (IOException e) {
            throw new LaunchException("cannot start " + launch.name() + ": " + e.getMessage(), e);
        }
    }

    private void copyOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer copy =
                        Files.newBufferedWriter(log.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                lines.accept(line);
                if (line.startsWith("ready")) {
                    ready.complete(line);
                }
            }
        } catch (IOException closed) {
            // The child is gone, and with it its output.
        } finally {
            outputEnd.complete(null);
        }
    }

    /**
     * Waits until the program says that it serves.
     *
     * @return its ready line, which ends in its URL where it has one
     * @throws LaunchException when the program dies first or takes longer; the message holds the log's last lines
     */
    public String awaitReady(Duration limit) {
        CompletableFuture<Object> readyOrDead = CompletableFuture.anyOf(ready, process.onExit());
        try {
            if (readyOrDead.get(limit.toMillis(), TimeUnit.MILLISECONDS) instanceof String line) {
                return line;
            }
        } catch (TimeoutException e) {
            throw new LaunchException(failure("not ready after %d s".formatted(limit.toSeconds())), e);
        } catch (ExecutionException e) {
            throw new LaunchException("cannot wait for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for " + name, e);
        }
        throw new LaunchException(
                failure("ended with exit code %d before it was ready".formatted(process.exitValue())));
    }

    private String failure(String what) {
        return "%s %s; %s".formatted(name, what, lastWords());
    }

    /** What it logged last in this run, and where the rest is. */
    public String lastWords() {
        return "the last lines of %s:%n%s".formatted(log.file(), log.tail());
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Done when the program has ended, however that came. */
    public CompletableFuture<Void> onExit() {
        return process.onExit().thenAccept(ended -> {});
    }

    public long pid() {
        return process.pid();
    }

    /** @throws IllegalThreadStateException while it runs */
    public int exitCode() {
        return process.exitValue();
    }

    /** Kills the program with -9, as a fault test does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP);
    }

    /** Waits for the program to end by itself and gives its exit code. */
    public int awaitExit(Duration limit) {
        if (!awaitEnd(limit)) {
            throw new LaunchException(failure("still running after %d s".formatted(limit.toSeconds())));
        }
        return process.exitValue();
    }

    /** Waits until the last line of a program that has ended was heard. */
    public void awaitOutput() {
        try {
            outputEnd.get(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LaunchException(failure("has ended, but its output has not"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the program to stop (SIGTERM) and kills it when it has not within 25 s. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd(STOP)) {
            kill();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            // Its end of the pipe went with it.
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
