package dev.clickstream.cli.print;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns; columns that hold only numbers are aligned to the right. */
public final class TextTable {
    private static final int WIDEST = 60;
    private static final int WHOLE_SENTENCES = 200;

    private final int widest;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(int widest, List<String> header) {
        this.widest = widest;
        this.header = List.copyOf(header);
    }

    public TextTable(List<String> header) {
        this(WIDEST, header);
    }

    /** One whose cells are sentences, which are not cut. */
    public static TextTable ofSentences(String... header) {
        return new TextTable(WHOLE_SENTENCES, List.of(header));
    }

    public TextTable(String... header) {
        this(List.of(header));
    }

    public TextTable add(List<String> row) {
        if (row.size() != header.size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells in a table of %d columns".formatted(row.size(), header.size()));
        }
        rows.add(row.stream().map(this::cell).toList());
        return this;
    }

    public TextTable add(Object... row) {
        return add(List.of(row).stream()
                .map(cell -> cell instanceof Number number && !(cell instanceof Double)
                        ? "%,d".formatted(number.longValue())
                        : cell.toString())
                .toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        List<Integer> widths = new ArrayList<>();
        List<Boolean> numeric = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            int index = column;
            widths.add(
                    rows.stream().mapToInt(row -> width(row.get(index))).reduce(width(header.get(index)), Math::max));
            numeric.add(!rows.isEmpty()
                    && rows.stream().map(row -> row.get(index)).allMatch(cell -> cell.matches("-?[0-9][0-9,.]*|")));
        }
        appendLine(text, header, widths, numeric);
        appendLine(text, widths.stream().map("-"::repeat).toList(), widths, numeric);
        rows.forEach(row -> appendLine(text, row, widths, numeric));
        return text.toString();
    }

    private static void appendLine(
            StringBuilder text, List<String> cells, List<Integer> widths, List<Boolean> numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(Math.max(0, widths.get(column) - width(cells.get(column))));
            line.append(column == 0 ? "" : "  ");
            line.append(numeric.get(column) ? padding + cells.get(column) : cells.get(column) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private String cell(String value) {
        String oneLine = value.replaceAll("\\s*[\\r\\n\\t]\\s*", " ");
        return width(oneLine) <= widest
                ? oneLine
                : oneLine.substring(0, oneLine.offsetByCodePoints(0, widest - 1)) + "…";
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
