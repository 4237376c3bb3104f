package dev.clickstream.rules.condition;

/** A condition that cannot be compiled: where it is wrong, how, and what may be meant. */
public final class BadCondition extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String hint;

    /**
     * @param line from 1
     * @param column from 1
     * @param hint what to write instead
     */
    BadCondition(int line, int column, String problem, String hint) {
        super("%d:%d: %s; %s".formatted(line, column, problem, hint));
        this.line = line;
        this.column = column;
        this.hint = hint;
    }

    /** Within the condition, from 1. */
    public int line() {
        return line;
    }

    /** Within the line, from 1. */
    public int column() {
        return column;
    }

    public String hint() {
        return hint;
    }
}
