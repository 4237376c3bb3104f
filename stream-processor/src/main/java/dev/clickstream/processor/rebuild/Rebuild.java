package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.rebuild.history.History;
import dev.clickstream.processor.sink.LiveTables;
import dev.clickstream.processor.sink.SinkStore;
import dev.clickstream.recent.pointer.TablePointer.Table;
import dev.clickstream.recent.pointer.TablePointerStore;
import dev.clickstream.recent.table.DynamoDbRecentItemsStore;
import dev.clickstream.recent.table.GenerationTables;
import dev.clickstream.recent.table.SnapshotScan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Builds the next table beside the live one, compares the two, and switches. Until the switch, which is one conditional put,
 * the live table is in force whatever happens here; killed at any point, it can be begun again.
 */
public final class Rebuild {
    /** After this time every sink writes to the new table too: no older pointer is held, no older call under way. */
    private static final Duration ALL_SINKS_FOLLOW =
            LiveTables.POINTER_HOLDS.plus(SinkStore.CALL_WITHIN).plusSeconds(1);
    /** After this time nobody reads or writes the old table any more. */
    private static final Duration NOBODY_IS_LEFT = ALL_SINKS_FOLLOW;

    private final DynamoDbClient dynamoDb;
    private final TablePointerStore pointers;
    private final GenerationTables tables;
    private final List<History> histories;
    private final Function<Instant, Fold> folds;
    private final InstantSource clock;
    private final ProgressLines lines;
    private final String baseTable;

    /**
     * @param histories are all read, one after the other
     * @param folds makes an empty fold as of a time
     */
    public Rebuild(
            DynamoDbClient dynamoDb,
            String baseTable,
            List<History> histories,
            Function<Instant, Fold> folds,
            InstantSource clock,
            ProgressLines lines) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.baseTable = requireNonNull(baseTable, "baseTable");
        this.pointers = new TablePointerStore(dynamoDb, baseTable);
        this.tables = new GenerationTables(dynamoDb, baseTable);
        this.histories = List.copyOf(histories);
        this.folds = requireNonNull(folds, "folds");
        this.clock = requireNonNull(clock, "clock");
        this.lines = requireNonNull(lines, "lines");
    }

    /** What is done with the table once it is compared, and with the one it replaces. */
    public enum End {
        /** Switches, and deletes the old table; the base table stays, its items expire. */
        SWITCH,
        /** Switches, and keeps the old table: it can be gone back to, but nobody writes it any more. */
        SWITCH_AND_KEEP_OLD,
        /** Deletes the new table. */
        COMPARE_ONLY
    }

    /**
     * @param table what was built
     * @param switched whether it is the live one now
     * @param comparison null if there was nothing to compare it with
     */
    public record Result(
            String table,
            boolean switched,
            long events,
            long unreadable,
            long snapshots,
            long unwritable,
            @Nullable Comparison comparison) {}

    /** The table of now. */
    public Result ofNow(End end, String owner) throws InterruptedException {
        try (BuildingLease lease = BuildingLease.take(
                pointers,
                live -> new Table(tables.name(live.generation() + 1), live.generation() + 1),
                owner,
                clock,
                lines)) {
            Table table = lease.table();
            Table old = lease.pointer().live();
            boolean switched = false;
            try {
                lines.note("building %s beside %s".formatted(table.name(), old.name()));
                tables.delete(table.name());
                tables.create(table.name());
                lease.ready();
                lines.note("waiting %d s until every sink writes to both".formatted(ALL_SINKS_FOLLOW.toSeconds()));
                Thread.sleep(ALL_SINKS_FOLLOW);
                Filled filled = fill(table, clock.instant());
                Comparison comparison =
                        Comparison.of(new SnapshotScan(dynamoDb), old.name(), table.name(), clock.instant(), lines);
                if (end != End.COMPARE_ONLY) {
                    lease.switchOver();
                    switched = true;
                    lines.note("switched: %s is the live table".formatted(table.name()));
                }
                return filled.result(table.name(), switched, comparison);
            } finally {
                lease.close();
                leave(switched ? old.name() : table.name(), switched && end == End.SWITCH_AND_KEEP_OLD);
            }
        }
    }

    /** A table of its own: the items as they were at that time. Readers and sinks know nothing of it. */
    public Result asOf(Instant time) throws InterruptedException {
        String name = tables.name(time);
        lines.note("building %s".formatted(name));
        tables.delete(name);
        tables.createKept(name);
        return fill(new Table(name, 1), time).result(name, false, null);
    }

    /** All that the histories tell, as of that time. */
    public Fold fold(Instant asOf) {
        Fold fold = folds.apply(asOf);
        histories.forEach(history -> history.read(fold));
        return fold;
    }

    private record Filled(long events, long unreadable, long snapshots, long unwritable) {
        Result result(String table, boolean switched, @Nullable Comparison comparison) {
            return new Result(table, switched, events, unreadable, snapshots, unwritable, comparison);
        }
    }

    private Filled fill(Table table, Instant asOf) throws InterruptedException {
        Fold fold = fold(asOf);
        try (TableFill fill = new TableFill(new DynamoDbRecentItemsStore(dynamoDb, table.name()), lines)) {
            fold.snapshots(table.generation(), fill);
            return new Filled(fold.events(), fold.unreadable(), fill.finish(), fill.unwritable());
        }
    }

    /** Deletes a table that nobody needs, after the last who may still use it has gone. */
    private void leave(String table, boolean kept) throws InterruptedException {
        if (kept) {
            lines.note("%s is kept; delete it when it is not needed any more".formatted(table));
        } else if (table.equals(baseTable)) {
            lines.note("%s stays, since it holds the pointer; its items expire".formatted(table));
        } else {
            lines.note("deleting %s in %d s".formatted(table, NOBODY_IS_LEFT.toSeconds()));
            Thread.sleep(NOBODY_IS_LEFT);
            tables.delete(table);
        }
    }
}
