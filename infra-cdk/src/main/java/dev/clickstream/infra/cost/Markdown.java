package dev.clickstream.infra.cost;

import java.util.ArrayList;
import java.util.List;

/** Text with tables, line by line. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Markdown row(String... cells) {
        return line("| " + String.join(" | ", cells) + " |");
    }

    Markdown row(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        return row(cells.toArray(new String[0]));
    }

    /** A heading row over numbers. */
    Markdown columns(String first, List<String> others) {
        row(first, others);
        return row("---", others.stream().map(column -> "---:").toList());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
