package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.pointer.TablePointer;
import dev.clickstream.recent.pointer.TablePointer.Building;
import dev.clickstream.recent.pointer.TablePointer.Table;
import dev.clickstream.recent.pointer.TablePointerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to build the next table, held in the pointer. It runs out unless it is renewed, so that a rebuild that was killed
 * stands in nobody's way; and one whose right ran out must not switch, since sinks stopped writing to its table.
 */
final class BuildingLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildingLease.class);
    private static final Duration RUNS = Duration.ofSeconds(45);
    private static final Duration RENEW = Duration.ofSeconds(10);
    /** Clocks may differ by this much: who renews later may have been late for a sink. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final TablePointerStore pointers;
    private final String owner;
    private final InstantSource clock;
    private final ScheduledExecutorService renewer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("building-lease").factory());
    private TablePointer pointer;
    private boolean over;

    private BuildingLease(TablePointerStore pointers, String owner, InstantSource clock, TablePointer pointer) {
        this.pointers = pointers;
        this.owner = owner;
        this.clock = clock;
        this.pointer = pointer;
    }

    /**
     * Takes the right to build. One that somebody holds is waited for until it runs out; if it is renewed instead, that rebuild
     * lives.
     *
     * @param owner names this rebuild
     * @throws RebuildException if another rebuild is on
     */
    static BuildingLease take(
            TablePointerStore pointers, TableNames names, String owner, InstantSource clock, ProgressLines lines)
            throws InterruptedException {
        requireNonNull(owner, "owner");
        TablePointer read = awaitDead(pointers, clock, lines);
        Table next = names.after(read.live());
        TablePointer taken =
                read.withBuilding(new Building(next, owner, clock.instant().plus(RUNS), false));
        if (!pointers.replace(read, taken)) {
            throw new RebuildException("another rebuild began at the same moment; only one at a time");
        }
        BuildingLease lease = new BuildingLease(pointers, owner, clock, taken);
        ScheduledFuture<?> unused = lease.renewer.scheduleWithFixedDelay(
                lease::renewInBackground, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
        return lease;
    }

    /** How the table after the live one is called. */
    interface TableNames {
        Table after(Table live);
    }

    private static TablePointer awaitDead(TablePointerStore pointers, InstantSource clock, ProgressLines lines)
            throws InterruptedException {
        TablePointer read = pointers.read();
        Building held = read.building();
        if (held == null) {
            return read;
        }
        Instant dead = held.until().plus(SKEW);
        if (clock.instant().isBefore(dead)) {
            lines.note("a rebuild by %s was not ended; it counts as dead at %s unless it shows that it lives"
                    .formatted(held.owner(), dead));
        }
        while (clock.instant().isBefore(dead)) {
            TimeUnit.SECONDS.sleep(1);
            TablePointer now = pointers.read();
            if (now.building() == null) {
                return now;
            }
            if (now.version() != read.version()) {
                throw new RebuildException("another rebuild is on, by %s; only one at a time"
                        .formatted(now.building().owner()));
            }
        }
        return read;
    }

    synchronized TablePointer pointer() {
        return pointer;
    }

    synchronized Table table() {
        return requireNonNull(pointer.building()).table();
    }

    /** From now on sinks write to the table too. */
    synchronized void ready() {
        renew(true);
    }

    /** Makes the built table the live one. */
    synchronized void switchOver() {
        renew(true);
        put(pointer.switched());
        over = true;
    }

    /** Gives the right back; sinks leave the table alone. Nothing happens if it is not held any more. */
    @Override
    public synchronized void close() {
        renewer.shutdownNow();
        if (!over) {
            over = true;
            if (!pointers.replace(pointer, pointer.withoutBuilding())) {
                LOG.info("the right to build had gone to somebody else");
            }
        }
    }

    private synchronized void renewInBackground() {
        if (over) {
            return;
        }
        try {
            renew(requireNonNull(pointer.building()).ready());
        } catch (RuntimeException e) {
            // Tried again soon; whether that is in time shows then, and at the latest before the switch.
            LOG.warn("the right to build could not be renewed: {}", e.getMessage());
        }
    }

    private void renew(boolean ready) {
        Building held = requireNonNull(pointer.building());
        Instant now = clock.instant();
        if (over || now.isAfter(held.until().minus(SKEW))) {
            throw new RebuildException(
                    "this rebuild could not show for %d s that it lives: sinks may have stopped to write to %s; start it again"
                            .formatted(
                                    RUNS.minus(SKEW).toSeconds(), held.table().name()));
        }
        put(pointer.withBuilding(new Building(held.table(), owner, now.plus(RUNS), ready)));
    }

    private void put(TablePointer next) {
        if (!pointers.replace(pointer, next)) {
            TablePointer found = pointers.read();
            // The answer to our own put may have been lost, and the client have tried it again.
            if (!found.equals(next)) {
                throw new RebuildException("the table pointer was changed by somebody else: " + found);
            }
        }
        pointer = next;
    }
}
