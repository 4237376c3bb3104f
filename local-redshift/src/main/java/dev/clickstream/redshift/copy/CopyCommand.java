package dev.clickstream.redshift.copy;

import java.util.List;

/**
 * A COPY of Parquet files.
 *
 * @param table as written, maybe with its schema
 * @param columns as written, empty for all of the table
 * @param source the manifest, the file, or the prefix of the files
 */
public record CopyCommand(
        String table, List<String> columns, S3Location source, boolean manifest, boolean explicitIds) {

    public CopyCommand {
        columns = List.copyOf(columns);
    }

    /** What PostgreSQL is asked to do; the rows follow as messages. */
    public String backendSql() {
        String list = columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")";
        return "copy " + table + list + " from stdin";
    }
}
