package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.pointer.TablePointer;
import dev.clickstream.recent.pointer.TablePointer.Table;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each snapshot to the live table, and while a rebuild is on to the one it fills too. The pointer that names them is
 * read every 2 seconds; without a pointer younger than 5 seconds nothing is written, and so a rebuild knows when every sink
 * follows it. In each table a snapshot has that table's generation, so that it replaces what a rebuild put there.
 */
public final class LiveTables implements SnapshotWriter, AutoCloseable {
    /** After this time no sink writes by an older pointer. */
    public static final Duration POINTER_HOLDS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LiveTables.class);
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final Supplier<CompletableFuture<TablePointer>> pointers;
    private final Function<String, SnapshotWriter> writers;
    private final Clock clock;
    private final ConcurrentHashMap<String, SnapshotWriter> writerOfTable = new ConcurrentHashMap<>();
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("table-pointer").factory());
    private volatile @Nullable Seen seen;

    private record Seen(TablePointer pointer, long readNanos) {}

    /**
     * @param pointers reads the pointer
     * @param writers makes the writer of a table; called once for each
     */
    public LiveTables(
            Supplier<CompletableFuture<TablePointer>> pointers, Function<String, SnapshotWriter> writers, Clock clock) {
        this.pointers = requireNonNull(pointers, "pointers");
        this.writers = requireNonNull(writers, "writers");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Reads the pointer now and every 2 seconds from now on. */
    public void start() {
        ScheduledFuture<?> unused =
                refresher.scheduleWithFixedDelay(this::refresh, 0, REFRESH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Outcome> write(Snapshot snapshot) {
        Seen now = seen;
        if (now == null || System.nanoTime() - now.readNanos() > POINTER_HOLDS.toNanos()) {
            return CompletableFuture.failedFuture(new IllegalStateException(
                    now == null
                            ? "the table pointer is not read yet"
                            : "the table pointer could not be read for " + POINTER_HOLDS));
        }
        CompletableFuture<Outcome> live = write(now.pointer().live(), snapshot);
        Optional<Table> building = now.pointer().buildingAt(clock.instant());
        return building.isEmpty() ? live : live.thenCombine(write(building.get(), snapshot), LiveTables::worse);
    }

    private CompletableFuture<Outcome> write(Table table, Snapshot snapshot) {
        return writerOfTable.computeIfAbsent(table.name(), writers).write(snapshot.inGeneration(table.generation()));
    }

    private static Outcome worse(Outcome live, Outcome building) {
        return building instanceof Outcome.Unwritable ? building : live;
    }

    private void refresh() {
        long begun = System.nanoTime();
        try {
            TablePointer read = pointers.get().get(POINTER_HOLDS.toMillis(), TimeUnit.MILLISECONDS);
            Seen before = seen;
            if (before == null || before.pointer().version() != read.version()) {
                String building =
                        read.buildingAt(clock.instant()).map(Table::name).orElse("none");
                LOG.info("tables: live={} building={}", read.live().name(), building);
            }
            // From before the request: the answer may have been on its way for long.
            seen = new Seen(read, begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("the table pointer cannot be read: {}", String.valueOf(e.getCause() == null ? e : e.getCause()));
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
