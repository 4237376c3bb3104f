package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes under way: so many at once, each tried until it is stored or lies in the dead letters. A write that waits for its next
 * try keeps its place, so that a store in trouble is not asked for more.
 */
final class SnapshotWrites {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWrites.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SnapshotWriter writer;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final int concurrency;
    private final Deque<SnapshotWrite> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean stopped;
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

    SnapshotWrites(SnapshotWriter writer, DeadLetters deadLetters, Backoff backoff, int concurrency) {
        this.writer = requireNonNull(writer, "writer");
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.backoff = requireNonNull(backoff, "backoff");
        this.concurrency = concurrency;
    }

    void add(SnapshotWrite write) {
        synchronized (this) {
            waiting.add(write);
        }
        startNext();
    }

    /** Whether enough is waiting that no more need be fetched. */
    synchronized boolean isFull() {
        return waiting.size() >= 4 * concurrency;
    }

    synchronized boolean isIdle() {
        return underWay == 0 && waiting.isEmpty();
    }

    /** Leaves out what was not begun. */
    synchronized void forget(Predicate<SnapshotWrite> which) {
        waiting.removeIf(which);
    }

    /** Begins nothing more and tries nothing again; waits for what is under way, but not longer than that. */
    synchronized void stop(Duration within) throws InterruptedException {
        stopped = true;
        waiting.clear();
        long deadline = System.nanoTime() + within.toNanos();
        while (underWay > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                LOG.info("stopped with {} writes under way; they are written again after the next start", underWay);
                return;
            }
            wait(left);
        }
    }

    private void startNext() {
        while (true) {
            SnapshotWrite next;
            synchronized (this) {
                if (stopped || underWay >= concurrency || waiting.isEmpty()) {
                    return;
                }
                next = waiting.remove();
                underWay++;
            }
            attempt(next, 1);
        }
    }

    private void attempt(SnapshotWrite write, int attempt) {
        CompletableFuture<Void> unused = tried(write).handle((done, failure) -> {
            if (failure == null) {
                write.done();
                ended();
            } else {
                again(write, attempt, failure);
            }
            return null;
        });
    }

    /** What a writer throws is taken like what it fails with. */
    private CompletableFuture<Void> tried(SnapshotWrite write) {
        try {
            Snapshot snapshot = write.snapshot();
            return snapshot == null
                    ? bury(write, requireNonNull(write.fault()))
                    : writer.write(snapshot).thenCompose(outcome -> switch (outcome) {
                        case Outcome.Stored _, Outcome.Stale _ -> CompletableFuture.<Void>completedFuture(null);
                        case Outcome.Unwritable(String reason) -> bury(write, reason);
                    });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> bury(SnapshotWrite write, String reason) {
        LOG.warn(
                "a snapshot goes to the dead letters: topic={} partition={} offset={}: {}",
                write.record().topic(),
                write.record().partition(),
                write.record().offset(),
                reason);
        return deadLetters.send(write.record(), reason);
    }

    private void again(SnapshotWrite write, int attempt, Throwable failure) {
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last >= LOG_EVERY_NANOS && lastLogged.compareAndSet(last, now)) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.warn("a snapshot could not be written, trying again until it is: {}", cause.toString());
        }
        synchronized (this) {
            if (stopped) {
                underWay--;
                notifyAll();
                return;
            }
        }
        Duration delay = backoff.delay(attempt);
        Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> attemptUnlessStopped(write, attempt + 1));
    }

    private void attemptUnlessStopped(SnapshotWrite write, int attempt) {
        synchronized (this) {
            if (stopped) {
                underWay--;
                notifyAll();
                return;
            }
        }
        attempt(write, attempt);
    }

    private void ended() {
        synchronized (this) {
            underWay--;
            notifyAll();
        }
        startNext();
    }
}
