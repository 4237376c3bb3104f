package dev.clickstream.loader.landing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The columns of a file in their order, each with its type in Redshift: {@code message_id varchar(256)}. It is kept with each file
 * and in its load's manifest, so that a file can be loaded by a loader that knows fewer columns, or more, than the one that
 * wrote it.
 */
public record FileShape(List<String> columns) {
    /** It becomes SQL, and comes from the bucket. */
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]* (varchar\\([0-9]+\\)|timestamp|int|bigint)");

    public FileShape {
        columns = List.copyOf(columns);
        for (String column : columns) {
            if (!COLUMN.matcher(column).matches()) {
                throw new IllegalArgumentException(
                        "a file's column is a name and a type, as 'message_id varchar(256)', was '%s'"
                                .formatted(column));
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a file has at least one column, found none");
        }
    }

    public List<String> names() {
        return columns.stream().map(FileShape::name).toList();
    }

    /** Of one of the columns. */
    public static String name(String column) {
        return column.substring(0, column.indexOf(' '));
    }
}
