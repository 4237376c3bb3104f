package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the slices of a plan, several at once: each thread takes the next one that none has begun, as loaders beside each other
 * do. The thread that asks is one of them; others are there only while there is more than one slice to make. Their connections to the
 * log are kept for the next time: whoever has much to load has it again and again, and a client of Kafka is slow to make.
 */
final class SliceWorkers implements AutoCloseable {
    /** Makes one slice. */
    interface Work {
        SliceReceipt done(Slice slice, SourceLog from);
    }

    private final SourceLog log;
    private final int threads;
    private final List<SourceLog> others = new ArrayList<>();

    SliceWorkers(SourceLog log, int threads) {
        this.log = log;
        this.threads = threads;
    }

    /**
     * By the slices' numbers. The first failure of a thread is thrown, once the others have ended the slices they were at.
     */
    SortedMap<Integer, SliceReceipt> receipts(Collection<Slice> slices, Work work) {
        Queue<Slice> waiting = new ConcurrentLinkedQueue<>(slices);
        SortedMap<Integer, SliceReceipt> receipts = new ConcurrentSkipListMap<>();
        int helping = Math.min(threads, slices.size()) - 1;
        if (helping <= 0) {
            makeAll(waiting, log, work, receipts);
            return receipts;
        }
        while (others.size() < helping) {
            others.add(log.another());
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(
                helping, Thread.ofPlatform().name("stage-", 1).factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (SourceLog own : others.subList(0, helping)) {
                running.add(executor.submit(() -> makeAll(waiting, own, work, receipts)));
            }
            makeAll(waiting, log, work, receipts);
            running.forEach(SliceWorkers::await);
        }
        return receipts;
    }

    private static void makeAll(
            Queue<Slice> waiting, SourceLog log, Work work, SortedMap<Integer, SliceReceipt> receipts) {
        try {
            for (Slice slice = waiting.poll(); slice != null; slice = waiting.poll()) {
                receipts.put(slice.number(), work.done(slice, log));
            }
        } catch (RuntimeException | Error e) {
            // The load cannot be had now: what is begun ends, and is found there the next time.
            waiting.clear();
            throw e;
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new StageException("a thread that stages failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException("interrupted while slices are made", e);
        }
    }

    /** Closes the connections that it has made, not the one it was given. */
    @Override
    public void close() {
        others.forEach(SourceLog::close);
    }
}
