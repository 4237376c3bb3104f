package dev.clickstream.loader;

import dev.clickstream.loader.audit.RegularAudit;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.warehouse.RefusedLoginException;
import dev.clickstream.loader.warehouse.Warehouse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one cycle after the other, at its pace, until it is stopped or the warehouse refuses a load. */
final class Loader {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A guess until the first load has shown how large rows are. */
    private static final long BYTES_PER_ROW = 150;

    /** One would do if all took the same time. */
    private static final long FILES_OF_A_THREAD = 2;

    private static final long SMALLEST_SLICE = 1_000;
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    private final Cycle cycle;
    private final Warehouse warehouse;
    private final RegularAudit audit;
    private final LoaderConfig config;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private double bytesPerRow = BYTES_PER_ROW;
    private int failures;
    private long reportedAt = System.nanoTime() - SIGN_OF_LIFE.toNanos();

    Loader(Cycle cycle, Warehouse warehouse, RegularAudit audit, LoaderConfig config) {
        this.cycle = cycle;
        this.warehouse = warehouse;
        this.audit = audit;
        this.config = config;
    }

    /**
     * Runs until {@link #stop}.
     *
     * @param ready told once the warehouse is prepared
     * @return why it ended: true if it was stopped, false if the warehouse refused a load
     */
    boolean run(Runnable ready) throws InterruptedException {
        try {
            while (!attempt(warehouse::prepare)) {
                if (pauseAfterFailure()) {
                    return true;
                }
            }
            ready.run();
            return runCycles();
        } finally {
            stopped.countDown();
        }
    }

    private boolean runCycles() throws InterruptedException {
        while (stop.getCount() > 0) {
            CycleResult[] result = new CycleResult[] {new CycleResult.Idle()};
            long begun = System.nanoTime();
            if (!attempt(() -> result[0] = cycle.run(size()))) {
                if (pauseAfterFailure()) {
                    return true;
                }
                continue;
            }
            switch (result[0]) {
                case CycleResult.Idle _ -> reportIdle();
                case CycleResult.Done done -> {
                    report(done, begun);
                    attempt(audit::afterLoad);
                }
                case CycleResult.Repaired repaired ->
                    LOG.warn("repaired, loads next: seq={} files={}", repaired.seq(), repaired.keys());
                case CycleResult.Refused refused -> {
                    LOG.error("nothing more is loaded: {}", refused.reason());
                    return false;
                }
            }
            awaitNext(begun);
        }
        return true;
    }

    /** Until the cycle's time has passed, or so much is waiting that it need not. */
    private void awaitNext(long begun) throws InterruptedException {
        long due = begun + config.cycle().toNanos();
        while (due - System.nanoTime() > 0) {
            long pause = Math.min(LOOK.toNanos(), due - System.nanoTime());
            if (stop.await(pause, TimeUnit.NANOSECONDS) || enoughWaits()) {
                return;
            }
        }
    }

    private boolean enoughWaits() {
        long[] waiting = new long[1];
        return attempt(() -> waiting[0] = cycle.waiting()) && waiting[0] >= config.rollRows();
    }

    /** A load of more than one file has as many for each thread. */
    private LoadSize size() {
        int threads = config.stagingThreads();
        long sliceRows = Math.min(Math.ceilDiv(config.rollRows(), FILES_OF_A_THREAD * threads), (long)
                (config.rollBytes() / bytesPerRow));
        return new LoadSize(
                config.rollRows(),
                Math.max(SMALLEST_SLICE, sliceRows),
                leastCommonMultiple(threads, config.warehouseSlices()));
    }

    private static int leastCommonMultiple(int one, int other) {
        int multiple = one;
        while (multiple % other != 0) {
            multiple += one;
        }
        return multiple;
    }

    /** Now and then, so that "nothing to do" can be told from "nobody there". */
    private void reportIdle() {
        if (System.nanoTime() - reportedAt >= SIGN_OF_LIFE.toNanos()) {
            report(CycleReport.idle(cycle.freshness()));
        }
    }

    private void report(CycleReport report) {
        reportedAt = System.nanoTime();
        System.out.println(report.json());
    }

    private void report(CycleResult.Done done, long begun) {
        LoadManifest manifest = done.manifest();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        if (manifest.rows() > 0) {
            bytesPerRow = (double) manifest.bytes() / manifest.rows();
        }
        LOG.info(
                "loaded: seq={} rows={} files={} bytes={} partitions={} ms={} staging={}",
                manifest.seq(),
                manifest.rows(),
                manifest.files().size(),
                manifest.bytes(),
                manifest.ranges().size(),
                millis,
                done.staging().toMillis());
        Duration took = Duration.ofMillis(millis);
        attempt(() -> report(CycleReport.of(manifest, done.staging(), took, cycle.waiting(), cycle.freshness())));
    }

    /** Whatever fails on the way (Kafka, S3, the warehouse) may work again later, and a redo changes nothing. */
    private boolean attempt(Runnable work) {
        try {
            work.run();
            failures = 0;
            return true;
        } catch (RefusedLoginException e) {
            throw e;
        } catch (RuntimeException e) {
            failures++;
            LOG.warn("failed, will try again: failures={}", failures, e);
            return false;
        }
    }

    private boolean pauseAfterFailure() throws InterruptedException {
        long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(failures, 5));
        return stop.await(seconds, TimeUnit.SECONDS);
    }

    /** Lets the cycle under way end, and waits for that as long as told. */
    void stop(Duration limit) {
        stop.countDown();
        try {
            if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("stopped in the middle of a load; the next start goes on with it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
