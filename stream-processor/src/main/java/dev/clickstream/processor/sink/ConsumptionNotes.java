package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.table.Consumption;
import dev.clickstream.recent.table.ConsumptionStore;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes every 10 seconds what this run of the sink consumed: one write unit each time, and none while nothing happens. */
public final class ConsumptionNotes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumptionNotes.class);
    private static final long SECONDS = 10;

    private final ConsumptionStore store;
    private final Supplier<Consumption> consumption;
    private final String run = UUID.randomUUID().toString();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("consumption-notes").factory());
    private Consumption noted = Consumption.NONE;

    public ConsumptionNotes(ConsumptionStore store, Supplier<Consumption> consumption) {
        this.store = requireNonNull(store, "store");
        this.consumption = requireNonNull(consumption, "consumption");
    }

    public void start() {
        ScheduledFuture<?> unused = writer.scheduleWithFixedDelay(this::note, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void note() {
        Consumption now = consumption.get();
        if (now.equals(noted)) {
            return;
        }
        try {
            store.note(run, now);
            noted = now;
        } catch (RuntimeException e) {
            LOG.warn("the consumption could not be noted: {}", e.getMessage());
        }
    }

    /** Notes what came last. */
    @Override
    public void close() {
        writer.shutdownNow();
        note();
    }
}
