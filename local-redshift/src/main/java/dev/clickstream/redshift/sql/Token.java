package dev.clickstream.redshift.sql;

import java.util.Locale;

/** A piece of SQL text; the texts of all tokens of a statement joined are the statement. */
public record Token(Kind kind, String text) {

    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        BLANK
    }

    static final Token NONE = new Token(Kind.BLANK, "");

    public static Token word(String text) {
        return new Token(Kind.WORD, text);
    }

    /** Is it this keyword, in whatever case? */
    public boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    public boolean isAnyOf(String... keywords) {
        for (String keyword : keywords) {
            if (is(keyword)) {
                return true;
            }
        }
        return false;
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    public boolean isBlank() {
        return kind == Kind.BLANK;
    }

    public boolean isString() {
        return kind == Kind.STRING;
    }

    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** A name, quoted or not. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name as the catalog has it: without quotes, and folded if it had none. */
    public String name() {
        if (kind == Kind.QUOTED) {
            return text.substring(1, Math.max(1, text.length() - 1)).replace("\"\"", "\"");
        }
        return lower();
    }

    public String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
