package dev.clickstream.redshift.sql;

import dev.clickstream.redshift.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens and loses nothing: joined, they are the text again. In plain literals a backslash escapes, as in
 * Redshift.
 */
public final class Lexer {

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String sql) {
        this.sql = sql;
    }

    public static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.position < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(position);
        char following = peek(1);
        if (Character.isWhitespace(c)) {
            take(Kind.BLANK, endOfSpace());
        } else if (c == '-' && following == '-') {
            take(Kind.BLANK, endOfLine());
        } else if (c == '/' && following == '*') {
            take(Kind.BLANK, endOfComment());
        } else if (c == '\'') {
            take(Kind.STRING, endOfLiteral());
        } else if (c == '"') {
            take(Kind.QUOTED, endOfQuoted());
        } else if (c == '$' && (following == '$' || Character.isLetter(following) || following == '_')) {
            dollarQuoted();
        } else if (startsWord(c) || (c == '#' && Character.isLetter(following))) {
            take(Kind.WORD, endOfWord());
        } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(following) && !afterName())) {
            take(Kind.NUMBER, endOfNumber());
        } else {
            take(Kind.SYMBOL, position + (sql.startsWith("::", position) ? 2 : 1));
        }
    }

    private void take(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(position, end)));
        position = end;
    }

    private char peek(int ahead) {
        return position + ahead < sql.length() ? sql.charAt(position + ahead) : '\0';
    }

    private boolean afterName() {
        return !tokens.isEmpty() && tokens.getLast().isName();
    }

    private static boolean startsWord(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private int endOfSpace() {
        int end = position;
        while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private int endOfLine() {
        int end = sql.indexOf('\n', position);
        return end < 0 ? sql.length() : end;
    }

    private int endOfComment() {
        int depth = 0;
        int end = position;
        while (end < sql.length()) {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                end += 2;
                if (--depth == 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        return sql.length();
    }

    private int endOfLiteral() {
        int end = position + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c == '\\') {
                end += 2;
            } else if (c != '\'') {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == '\'') {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return sql.length();
    }

    private int endOfQuoted() {
        int end = position + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) != '"') {
                end++;
            } else if (end + 1 < sql.length() && sql.charAt(end + 1) == '"') {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return sql.length();
    }

    private void dollarQuoted() {
        int endOfTag = sql.indexOf('$', position + 1);
        String tag = endOfTag < 0 ? "" : sql.substring(position, endOfTag + 1);
        if (endOfTag < 0 || !tag.matches("\\$\\w*\\$")) {
            take(Kind.SYMBOL, position + 1);
            return;
        }
        int close = sql.indexOf(tag, endOfTag + 1);
        take(Kind.STRING, close < 0 ? sql.length() : close + tag.length());
    }

    private int endOfWord() {
        int end = position + 1;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || "_$".indexOf(sql.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private int endOfNumber() {
        int end = position;
        while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        int exponent = end;
        if (exponent < sql.length() && (sql.charAt(exponent) | 0x20) == 'e') {
            exponent++;
            if (exponent < sql.length() && "+-".indexOf(sql.charAt(exponent)) >= 0) {
                exponent++;
            }
            int digits = exponent;
            while (exponent < sql.length() && Character.isDigit(sql.charAt(exponent))) {
                exponent++;
            }
            return exponent > digits ? exponent : end;
        }
        return end;
    }
}
