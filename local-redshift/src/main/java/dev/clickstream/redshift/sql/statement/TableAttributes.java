package dev.clickstream.redshift.sql.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What Redshift knows of a table beyond PostgreSQL: collected while its definition is read. */
final class TableAttributes {

    private String distStyle = "";
    private String distKey = "";
    private final List<String> sortKey = new ArrayList<>();
    private final List<String> notNull = new ArrayList<>();

    void distStyle(String style) {
        distStyle = style.toLowerCase(Locale.ROOT);
    }

    void distKey(String column) {
        distKey = column;
    }

    void sortKey(String column) {
        sortKey.add(column);
    }

    void notNull(String column) {
        notNull.add(column);
    }

    boolean none() {
        return distStyle.isEmpty() && distKey.isEmpty() && sortKey.isEmpty() && notNull.isEmpty();
    }

    /** As JSON, for the functions that keep and apply it. */
    String json(String table) {
        return "{\"table\":%s,\"diststyle\":%s,\"distkey\":%s,\"sortkey\":%s,\"notnull\":%s}"
                .formatted(text(table), text(distStyle), text(distKey), list(sortKey), list(notNull));
    }

    private static String list(List<String> names) {
        return names.stream().map(TableAttributes::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("*/", "") + '"';
    }
}
