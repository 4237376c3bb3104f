package dev.clickstream.redshift.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table a COPY fills, as its own transaction sees it. */
public record TargetTable(String schema, String name, List<TargetColumn> columns) {

    public TargetTable {
        columns = List.copyOf(columns);
    }

    public String qualifiedName() {
        return schema + "." + name;
    }

    /** The columns the file's columns go to, by position. */
    List<TargetColumn> filledBy(CopyCommand command) {
        if (command.columns().isEmpty()) {
            return columns.stream()
                    .filter(column -> command.explicitIds() || !column.identity())
                    .toList();
        }
        List<TargetColumn> chosen = new ArrayList<>();
        for (String written : command.columns()) {
            chosen.add(column(written)
                    .orElseThrow(() -> CopyFailure.of(
                            "column \"%s\" of relation \"%s\" does not exist".formatted(written, name))));
        }
        return chosen;
    }

    private Optional<TargetColumn> column(String written) {
        String wanted = written.startsWith("\"")
                ? written.substring(1, written.length() - 1)
                : written.toLowerCase(Locale.ROOT);
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }
}
