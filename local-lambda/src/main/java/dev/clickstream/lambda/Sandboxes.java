package dev.clickstream.lambda;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * As many sandboxes as events are under way at once, up to a number: the function's reserved concurrency. One that has answered
 * takes the next event; one that has ended is replaced.
 */
final class Sandboxes implements AutoCloseable {
    private final Sandbox.Function function;
    private final Path log;
    private final Semaphore room;
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final List<Sandbox> all = new ArrayList<>();

    Sandboxes(Sandbox.Function function, Path log, int most) {
        this.function = requireNonNull(function);
        this.log = requireNonNull(log);
        this.room = new Semaphore(most, true);
    }

    /**
     * Empty if no sandbox became free in time.
     *
     * @throws IllegalStateException if the function cannot be made
     */
    Optional<Invocation.Outcome> invoke(byte[] event, Duration patience) throws InterruptedException {
        if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            Sandbox sandbox = taken();
            Invocation.Outcome outcome = sandbox.invoke(event);
            putBack(sandbox);
            return Optional.of(outcome);
        } finally {
            room.release();
        }
    }

    /** Makes one before an event is there. */
    void warm() throws InterruptedException {
        putBack(started());
    }

    private Sandbox taken() throws InterruptedException {
        synchronized (this) {
            while (!idle.isEmpty()) {
                Sandbox sandbox = idle.pop();
                if (sandbox.isAlive()) {
                    return sandbox;
                }
                all.remove(sandbox);
            }
        }
        return started();
    }

    private Sandbox started() throws InterruptedException {
        Sandbox sandbox = Sandbox.start(function, log);
        synchronized (this) {
            all.add(sandbox);
        }
        try {
            Duration took = sandbox.awaitInitialised();
            System.out.printf(
                    Locale.ROOT,
                    "sandbox pid=%d init=%d ms cpu=%.2f s%n",
                    sandbox.pid(),
                    took.toMillis(),
                    sandbox.cpuSeconds());
            return sandbox;
        } catch (IllegalStateException e) {
            sandbox.close();
            throw e;
        }
    }

    private synchronized void putBack(Sandbox sandbox) {
        idle.push(sandbox);
    }

    @Override
    public synchronized void close() {
        all.forEach(Sandbox::close);
    }
}
