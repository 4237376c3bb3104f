package dev.clickstream.recent.pointer;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which table is the live one, and which one a rebuild is filling.
 *
 * @param building null while no rebuild is on
 * @param version counts the changes; 0 for a pointer that was never written
 */
public record TablePointer(Table live, @Nullable Building building, long version) {
    /** @param generation of what is in it; a snapshot is written with this one, so that it replaces what a rebuild wrote */
    public record Table(String name, long generation) {
        public Table {
            if (name.isBlank() || generation < 1) {
                throw new IllegalArgumentException(
                        "a table needs a name and a generation from 1 up, was \"%s\", %d".formatted(name, generation));
            }
        }
    }

    /**
     * A table in the making.
     *
     * @param owner names the rebuild that fills it
     * @param until the rebuild has to say before this time that it is still there; else it counts as dead
     * @param ready whether the table is there, so that sinks write to it
     */
    public record Building(Table table, String owner, Instant until, boolean ready) {
        public Building {
            requireNonNull(table, "table");
            requireNonNull(owner, "owner");
            requireNonNull(until, "until");
        }
    }

    public TablePointer {
        requireNonNull(live, "live");
    }

    /** What holds before the first rebuild: the base table is the live one. */
    static TablePointer initial(String baseTable) {
        return new TablePointer(new Table(baseTable, 1), null, 0);
    }

    /** The table that a living rebuild is filling, for sinks to write to. */
    public Optional<Table> buildingAt(Instant now) {
        return building == null || !building.ready() || building.until().isBefore(now)
                ? Optional.empty()
                : Optional.of(building.table());
    }

    public TablePointer withBuilding(Building next) {
        return new TablePointer(live, next, version + 1);
    }

    public TablePointer withoutBuilding() {
        return new TablePointer(live, null, version + 1);
    }

    /** The built table becomes the live one. */
    public TablePointer switched() {
        return new TablePointer(
                requireNonNull(building, "no table is being built").table(), null, version + 1);
    }
}
