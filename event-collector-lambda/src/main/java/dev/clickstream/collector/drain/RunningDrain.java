package dev.clickstream.collector.drain;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.spill.SpillCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drains now and then, on a thread beside a running collector; cut off when the process ends, it is begun again by the next. */
public final class RunningDrain {
    private static final Logger LOG = LoggerFactory.getLogger(RunningDrain.class);

    private final Drain drain;
    private final SpillCounts counts;
    private final InstantSource clock;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("drain").factory());

    /** @param counts told what was drained, and what waits */
    public RunningDrain(Drain drain, SpillCounts counts, InstantSource clock, Duration every) {
        this.drain = requireNonNull(drain);
        this.counts = requireNonNull(counts);
        this.clock = requireNonNull(clock);
        this.every = requireNonNull(every);
    }

    /** The first drain is after one pause: a collector that has just started has more to do. */
    public void start() {
        thread.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            DrainReport report = drain.run(clock.instant().plus(every));
            counts.drained(report.events(), report.oldest().toSeconds());
            if (report.batches() > 0 || !report.oldest().isZero()) {
                LOG.info(
                        "drain: ending={} batches={} events={} left={} oldestSeconds={}",
                        report.ending().word(),
                        report.batches(),
                        report.events(),
                        report.left().size(),
                        report.oldest().toSeconds());
            }
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule.
            LOG.warn("drain failed: reason={}", e.getMessage());
        }
    }
}
