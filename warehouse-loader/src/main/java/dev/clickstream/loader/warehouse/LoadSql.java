package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.LandingTable;
import java.util.Collections;
import java.util.stream.Collectors;

/** The statements of a load, in the order in which they run. */
final class LoadSql {
    /** First of all: the transaction's snapshot must be taken after the lock. */
    static final String LOCK = "lock ops.load_lock";

    static final String LAST_SEQ = "select coalesce(max(load_seq), 0) from ops.load_history";
    static final String COPIED_ROWS = "select pg_last_copy_count()";
    static final String CREATE_RANGES = """
            create temp table staged_range (topic varchar(128), part int, start_offset bigint, end_offset bigint, row_count bigint)""";
    static final String MOVE_OFFSETS = """
            update ops.load_offset set next_offset = r.end_offset from staged_range r
            where load_offset.topic = r.topic and load_offset.part = r.part and load_offset.next_offset = r.start_offset""";
    static final String ADD_HISTORY = """
            insert into ops.load_history (load_seq, batch_id, manifest_sha256, row_count, loader_id, loaded_at)
            values (?, ?, ?, ?, ?, getdate())""";
    static final String ADD_RANGES = """
            insert into ops.load_range (load_seq, topic, part, start_offset, end_offset, row_count)
            select %d, topic, part, start_offset, end_offset, row_count from staged_range""";
    static final String PROGRESS = """
            select topic, part, next_offset, (select coalesce(max(load_seq), 0) from ops.load_history)
            from ops.load_offset""";
    static final String REGISTER = """
            insert into ops.load_offset (topic, part, next_offset)
            select ?::varchar, ?::int, ?::bigint
            where not exists (select 1 from ops.load_offset where topic = ? and part = ?)""";
    static final String DROP_RANGES = "drop table staged_range";

    private LoadSql() {}

    private static String staged(LandingTable table) {
        return "staged_" + table.word();
    }

    /** A temporary table shaped as the Parquet files: they cannot know their load's sequence. */
    static String createStaged(LandingTable table) {
        return "create temp table %s (%s)"
                .formatted(
                        staged(table),
                        table.columns().stream()
                                .map(column -> column.name() + " " + column.sqlType())
                                .collect(Collectors.joining(", ")));
    }

    static String copy(LandingTable table, String manifestUrl, String iamRole) {
        return "copy %s (%s) from '%s' iam_role '%s' format as parquet manifest"
                .formatted(staged(table), names(table), quoted(manifestUrl), quoted(iamRole));
    }

    static String insert(LandingTable table, long seq) {
        String columns = names(table);
        return """
                insert into landing.%s (%s, sys_process_load_seq, sys_process_date, sys_process_time)
                select %s, %d, trunc(getdate()), getdate() from %s""".formatted(table.word(), columns, columns, seq, staged(table));
    }

    private static String names(LandingTable table) {
        return table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    static String clear(LandingTable table, long seq) {
        return "delete from landing.%s where sys_process_load_seq = %d".formatted(table.word(), seq);
    }

    static String dropStaged(LandingTable table) {
        return "drop table " + staged(table);
    }

    static String insertRanges(int count) {
        return "insert into staged_range values " + String.join(", ", Collections.nCopies(count, "(?, ?, ?, ?, ?)"));
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
