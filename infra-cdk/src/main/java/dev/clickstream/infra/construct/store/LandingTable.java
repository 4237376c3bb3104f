package dev.clickstream.infra.construct.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The loader's Parquet files as the catalogue sees them. The loader declares them in its own {@code LandingTable}; a test
 * holds the two equal.
 */
enum LandingTable {
    EVENTS(events()),
    REJECTED(records()),
    IDENTITY_LINKS(records()),
    RULES(records()),
    DEAD_LETTERS(records()),
    LATE(records()),
    ORIGINALS(records());

    /** @param type in the catalogue's words */
    record Column(String name, String type) {}

    private static final String TEXT = "string";
    private static final String TIME = "timestamp";

    private final List<Column> columns;

    LandingTable(List<Column> columns) {
        this.columns = columns;
    }

    List<Column> columns() {
        return columns;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<Column> events() {
        return withPlace(List.of(
                new Column("message_id", TEXT),
                new Column("type", TEXT),
                new Column("event", TEXT),
                new Column("schema", TEXT),
                new Column("user_id", TEXT),
                new Column("anonymous_id", TEXT),
                new Column("session_id", TEXT),
                new Column("occurred_at", TIME),
                new Column("original_timestamp", TIME),
                new Column("sent_at", TIME),
                new Column("received_at", TIME),
                new Column("source", TEXT),
                new Column("context", TEXT),
                new Column("properties", TEXT),
                new Column("flags", TEXT)));
    }

    private static List<Column> records() {
        return withPlace(List.of(
                new Column("record_key", TEXT), new Column("record_value", TEXT), new Column("record_time", TIME)));
    }

    private static List<Column> withPlace(List<Column> own) {
        List<Column> columns = new ArrayList<>(own);
        columns.add(new Column("sys_process_topic", TEXT));
        columns.add(new Column("sys_process_partition", "int"));
        columns.add(new Column("sys_process_offset", "bigint"));
        return List.copyOf(columns);
    }
}
