package dev.clickstream.cli.file;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a main file, each with the lines joined to it. Joined files are held in memory. */
final class JoinedRows implements AutoCloseable {
    private final Mapping mapping;
    private final CsvFile main;
    private final Map<String, Map<String, CsvFile.Line>> details = new HashMap<>();

    JoinedRows(Mapping mapping, Path file) {
        this.mapping = mapping;
        this.main = CsvFile.open(file, mapping.separator());
        try {
            Map<String, CsvFile> opened = new HashMap<>();
            mapping.joins().forEach((name, join) -> details.put(name, load(name, join, file, opened)));
            checkColumns(file, opened);
        } catch (RuntimeException failure) {
            main.close();
            throw failure;
        }
    }

    private Map<String, CsvFile.Line> load(String name, Mapping.Join join, Path beside, Map<String, CsvFile> opened) {
        Map<String, CsvFile.Line> lines = new HashMap<>();
        try (CsvFile csv = CsvFile.open(beside.resolveSibling(join.file()), mapping.separator())) {
            opened.put(name, csv);
            for (CsvFile.Line line = csv.next(); line != null; line = csv.next()) {
                lines.putIfAbsent(line.field(join.key()), line);
            }
        }
        return lines;
    }

    private void checkColumns(Path file, Map<String, CsvFile> joined) {
        mapping.columnsRead().forEach(column -> {
            int dot = column.indexOf('.');
            CsvFile join = dot < 0 ? null : joined.get(column.substring(0, dot));
            boolean known = join == null ? main.has(column) : join.has(column.substring(dot + 1));
            if (!known) {
                throw new DataException("the mapping %s reads the column '%s', which %s does not have"
                        .formatted(mapping.name(), column, join == null ? file.getFileName() : "its joined file"));
            }
        });
    }

    /** The next row; null after the last. */
    @Nullable
    Row next() {
        CsvFile.Line line = main.next();
        if (line == null) {
            return null;
        }
        Map<String, CsvFile.Line> joined = new HashMap<>();
        mapping.joins().forEach((name, join) -> {
            Map<String, CsvFile.Line> lines = details.getOrDefault(name, Map.of());
            CsvFile.Line found = lines.get(line.field(join.equalTo()));
            if (found != null) {
                joined.put(name, found);
            }
        });
        return new Row(line, joined, mapping.joins().keySet(), mapping.missing());
    }

    @Override
    public void close() {
        main.close();
    }
}
