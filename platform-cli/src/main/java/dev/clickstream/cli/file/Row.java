package dev.clickstream.cli.file;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of the main file with the lines joined to it: {@code column}, or {@code join.column}. */
final class Row {
    private final CsvFile.Line line;
    private final Map<String, CsvFile.Line> joined;
    private final Set<String> joins;
    private final Set<String> missing;

    Row(CsvFile.Line line, Map<String, CsvFile.Line> joined, Set<String> joins, Set<String> missing) {
        this.line = line;
        this.joined = joined;
        this.joins = joins;
        this.missing = missing;
    }

    /** The text in a column; null where it is missing, or where no line was joined. */
    @Nullable
    String text(String column) {
        int dot = column.indexOf('.');
        String join = dot < 0 ? "" : column.substring(0, dot);
        if (!joins.contains(join)) {
            return presentOrNull(line.field(column));
        }
        CsvFile.Line other = joined.get(join);
        return other == null ? null : presentOrNull(other.field(column.substring(dot + 1)));
    }

    private @Nullable String presentOrNull(String field) {
        return missing.contains(field) ? null : field;
    }

    DataException unreadable(String column, String found, String wanted) {
        return new DataException("%s line %d, column %s: found '%s', wanted %s"
                .formatted(line.file(), line.number(), column, found, wanted));
    }

    DataException unmapped(String why) {
        return new DataException("%s line %d: %s".formatted(line.file(), line.number(), why));
    }
}
