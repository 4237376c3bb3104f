package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.TableCopy;
import java.util.Collections;

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
    static final String CLEAR_ERASURE = "delete from ops.load_erasure where load_seq = %d";
    static final String DROP_RANGES = "drop table staged_range";

    private LoadSql() {}

    private static String staged(LandingTable table) {
        return "staged_" + table.word();
    }

    /** A temporary table shaped as the Parquet files: they cannot know their load's sequence. */
    static String createStaged(TableCopy copy) {
        return "create temp table %s (%s)"
                .formatted(staged(copy.table()), String.join(", ", copy.shape().columns()));
    }

    static String copy(TableCopy copy, String iamRole) {
        return "copy %s (%s) from '%s' iam_role '%s' format as parquet manifest"
                .formatted(staged(copy.table()), names(copy), quoted(copy.manifestUrl()), quoted(iamRole));
    }

    static String insert(TableCopy copy, long seq) {
        String columns = names(copy);
        return """
                insert into landing.%s (%s, sys_process_load_seq, sys_process_date, sys_process_time)
                select %s, %d, trunc(getdate()), getdate() from %s""".formatted(copy.table().word(), columns, columns, seq, staged(copy.table()));
    }

    private static String names(TableCopy copy) {
        return String.join(", ", copy.shape().names());
    }

    static String columnsOf(LandingTable table) {
        return "select column_name from information_schema.columns where table_schema = 'landing' and table_name = '%s'"
                .formatted(table.word());
    }

    /** @param column with its type, as a file's shape has it */
    static String addColumn(LandingTable table, String column) {
        return "alter table landing.%s add column %s".formatted(table.word(), column);
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
