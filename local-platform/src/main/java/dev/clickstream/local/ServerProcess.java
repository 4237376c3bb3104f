package dev.clickstream.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server as a child process. The child must end when its standard input ends, which happens when this process dies; the
 * next start on the same directory waits for that, so that two servers never share their files.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 25;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * @param directory the server's own, where its process id and its log lie
     * @param serves asked until it says yes
     */
    static ServerProcess start(String name, List<String> command, Path directory, BooleanSupplier serves)
            throws IOException, InterruptedException {
        awaitEndOfPredecessor(name, directory.resolve("process"));
        Path log = directory.resolve("server.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        Files.writeString(directory.resolve("process"), identity(process.toHandle()));
        ServerProcess server = new ServerProcess(name, process, log);
        try {
            server.awaitServing(serves);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void awaitEndOfPredecessor(String name, Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String recorded = Files.readString(file);
        long pid = Long.parseLong(recorded.substring(0, recorded.indexOf(' ')));
        ProcessHandle predecessor = ProcessHandle.of(pid).orElse(null);
        if (predecessor == null || !identity(predecessor).equals(recorded)) {
            return;
        }
        try {
            predecessor.onExit().orTimeout(STOP.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new IllegalStateException(
                        "%s of an earlier start still runs as process %d: end it first".formatted(name, pid), e);
            }
            throw e;
        }
    }

    /** The start time goes with the id, since the system gives the ids of dead processes to new ones. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    private void awaitServing(BooleanSupplier serves) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!serves.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("%s %s; its log says:%n%s"
                        .formatted(
                                name,
                                process.isAlive()
                                        ? "does not serve after %d s".formatted(START.toSeconds())
                                        : "ended with exit code " + process.exitValue(),
                                Files.readString(log)));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
