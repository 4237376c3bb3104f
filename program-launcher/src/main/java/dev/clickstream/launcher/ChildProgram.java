package dev.clickstream.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * A program running as a child JVM. It ends when this process ends, however that happens (see {@link Supervised}); what it
 * prints goes to its log file.
 */
public final class ChildProgram implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final List<String> JVM_FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC");

    private final Program program;
    private final Process process;
    private final ProgramLog log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private ChildProgram(Program program, Process process, ProgramLog log) {
        this.program = program;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a built program.
     *
     * @param environment set on top of this process's own; where it names {@code AWS_ACCESS_KEY_ID}, inherited {@code AWS_*}
     *     names are left out, so that nobody's own account mixes with it
     */
    public static ChildProgram start(
            Program program, Map<String, String> environment, List<String> arguments, Path logFile) {
        return start(House.find(), program, environment, arguments, logFile);
    }

    static ChildProgram start(
            House house, Program program, Map<String, String> environment, List<String> arguments, Path logFile) {
        ProcessBuilder builder = new ProcessBuilder(command(house, program, arguments));
        if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        }
        builder.environment().putAll(environment);
        ProgramLog log = ProgramLog.at(logFile);
        builder.redirectError(Redirect.appendTo(log.file().toFile()));
        try {
            ChildProgram child = new ChildProgram(program, builder.start(), log);
            Thread.ofPlatform().name(program.module() + "-output").daemon().start(child::copyOutput);
            return child;
        } catch (IOException e) {
            throw new LaunchException("cannot start " + program.module(), e);
        }
    }

    private static List<String> command(House house, Program program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.add("-Xmx" + program.maxHeap());
        command.add("-cp");
        command.add(house.classPathOf(program));
        command.add(Supervised.class.getName());
        command.add(program.mainClass());
        command.addAll(arguments);
        return command;
    }

    private void copyOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer copy =
                        Files.newBufferedWriter(log.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (line.startsWith("ready")) {
                    ready.complete(line);
                }
            }
        } catch (IOException closed) {
            // The child is gone, and with it its output.
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
            throw new LaunchException(failure("not ready after %d s".formatted(limit.toSeconds())));
        } catch (ExecutionException e) {
            throw new LaunchException("cannot wait for " + program.module(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for " + program.module(), e);
        }
        throw new LaunchException(
                failure("ended with exit code %d before it was ready".formatted(process.exitValue())));
    }

    private String failure(String what) {
        return "%s %s; the last lines of %s:%n%s".formatted(program.module(), what, log.file(), log.tail());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
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

    /** Asks the program to stop (SIGTERM) and kills it when it has not within 20 s. */
    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd(STOP)) {
            kill();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the input of " + program.module(), e);
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
