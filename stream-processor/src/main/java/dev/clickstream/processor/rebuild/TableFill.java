package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the snapshots of a fold into a table, several at once. What fails is tried again by the client; then all stops. */
final class TableFill implements Consumer<Snapshot>, AutoCloseable {
    private static final int CONCURRENCY = 24;

    private final RecentItemsStore store;
    private final ProgressLines lines;
    private final Semaphore free = new Semaphore(CONCURRENCY);
    private final ExecutorService writers = Executors.newFixedThreadPool(
            CONCURRENCY, Thread.ofPlatform().daemon().name("fill-", 0).factory());
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong unwritable = new AtomicLong();
    private long given;

    TableFill(RecentItemsStore store, ProgressLines lines) {
        this.store = requireNonNull(store, "store");
        this.lines = requireNonNull(lines, "lines");
    }

    @Override
    public void accept(Snapshot snapshot) {
        free.acquireUninterruptibly();
        throwIfFailed();
        given++;
        writers.execute(() -> {
            try {
                write(snapshot);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
        lines.step("writing snapshots", written.get());
    }

    private void write(Snapshot snapshot) {
        if (store.write(snapshot) instanceof Outcome.Unwritable(String reason)) {
            unwritable.incrementAndGet();
            lines.note("left out, cannot be written: " + reason);
        } else {
            written.incrementAndGet();
        }
    }

    /** Waits until all is written. */
    long finish() {
        free.acquireUninterruptibly(CONCURRENCY);
        free.release(CONCURRENCY);
        throwIfFailed();
        lines.step("writing snapshots", written.get(), given);
        return written.get();
    }

    long unwritable() {
        return unwritable.get();
    }

    private void throwIfFailed() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() throws InterruptedException {
        writers.shutdownNow();
        writers.awaitTermination(10, TimeUnit.SECONDS);
    }
}
