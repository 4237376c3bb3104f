package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Locale;
import java.util.Set;

/**
 * Names and subscripts joined by dots.
 *
 * @param start where it starts
 * @param column where the SUPER column's name stands, -1 if none of the first names is one
 * @param end its last token
 */
record SuperPath(int start, int column, int end) {

    /**
     * How a step's name is read: lower case, unless the session's settings keep the case of names.
     *
     * @param keepsBare with enable_case_sensitive_super_attribute
     * @param keepsQuoted with enable_case_sensitive_identifier
     */
    record Names(boolean keepsBare, boolean keepsQuoted) {

        String read(Token token) {
            boolean quoted = token.kind() == Token.Kind.QUOTED;
            String written = quoted ? token.name() : token.text();
            return (quoted ? keepsQuoted : keepsBare) ? written : written.toLowerCase(Locale.ROOT);
        }
    }

    /** Schema, table and column at most come before the first step. */
    private static final int LAST_COLUMN = 3;

    static SuperPath at(Tokens tokens, int start, Set<String> superNames) {
        int column = superNames.contains(tokens.at(start).name()) ? start : -1;
        int end = start;
        int name = 1;
        while (true) {
            if (tokens.at(end + 1).isSymbol(".") && tokens.at(end + 2).isName()) {
                end += 2;
                name++;
                if (column < 0
                        && name <= LAST_COLUMN
                        && superNames.contains(tokens.at(end).name())) {
                    column = end;
                }
            } else if (column >= 0
                    && tokens.at(end + 1).isSymbol("[")
                    && tokens.at(end + 2).isNumber()
                    && tokens.at(end + 3).isSymbol("]")) {
                end += 3;
            } else {
                return new SuperPath(start, column, end);
            }
        }
    }

    boolean hasSteps() {
        return end > column;
    }

    /** The value as SUPER. */
    String value(Tokens tokens, Names names) {
        String base = tokens.text(start, column + 1);
        return hasSteps() ? "(" + base + " #> " + steps(tokens, names) + ")" : base;
    }

    /** The value as text; a string without its quotes. */
    String text(Tokens tokens, Names names) {
        return "(" + tokens.text(start, column + 1) + " #>> " + steps(tokens, names) + ")";
    }

    /** The name a bare select item gets from its path; empty if it ends in a subscript. */
    String lastName(Tokens tokens) {
        return tokens.at(end).isName() ? tokens.at(end).name() : "";
    }

    private String steps(Tokens tokens, Names names) {
        StringBuilder steps = new StringBuilder();
        for (int at = column + 1; at <= end; at++) {
            Token token = tokens.at(at);
            if (token.isNumber() || token.isName()) {
                steps.append(steps.isEmpty() ? "" : ",").append(step(token, names));
            }
        }
        return SqlText.literal("{" + steps + "}");
    }

    private static String step(Token token, Names names) {
        if (token.isNumber()) {
            return token.text();
        }
        return '"' + names.read(token).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
