package dev.clickstream.rules.json;

/** A text that is no rule: the message begins with line and column of what is wrong, and says what to write. */
public final class BadRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    BadRule(int line, int column, String problem) {
        super("%d:%d: %s".formatted(line, column, problem));
        this.line = line;
        this.column = column;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
