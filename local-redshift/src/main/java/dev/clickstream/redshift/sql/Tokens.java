package dev.clickstream.redshift.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of one statement, to be changed in place. Positions count all tokens, blanks too; {@link #next} and
 * {@link #previous} step over blanks. A position outside is an empty blank, so that rules need not look at the ends.
 */
public final class Tokens {

    private final List<Token> list;

    public Tokens(List<Token> list) {
        this.list = new ArrayList<>(list);
    }

    public static Tokens of(String sql) {
        return new Tokens(Lexer.tokens(sql));
    }

    public int size() {
        return list.size();
    }

    public Token at(int position) {
        return position >= 0 && position < list.size() ? list.get(position) : Token.NONE;
    }

    public int first() {
        return next(-1);
    }

    public int last() {
        return previous(list.size());
    }

    public int next(int position) {
        int found = position + 1;
        while (found < list.size() && list.get(found).isBlank()) {
            found++;
        }
        return found;
    }

    public int previous(int position) {
        int found = position - 1;
        while (found >= 0 && list.get(found).isBlank()) {
            found--;
        }
        return found;
    }

    public Token after(int position) {
        return at(next(position));
    }

    public Token before(int position) {
        return at(previous(position));
    }

    /** Do these words (or symbols) stand here, one after the other? */
    public boolean sequence(int position, String... words) {
        int at = position;
        for (String word : words) {
            if (!at(at).text().equalsIgnoreCase(word)) {
                return false;
            }
            at = next(at);
        }
        return true;
    }

    /** The position of the last word of a sequence of that many words starting here. */
    public int endOfSequence(int position, int words) {
        int at = position;
        for (int word = 1; word < words; word++) {
            at = next(at);
        }
        return at;
    }

    /** The parenthesis that closes the one at {@code open}; the last token if none does. */
    public int closing(int open) {
        int depth = 0;
        for (int at = open; at < list.size(); at++) {
            depth += step(list.get(at));
            if (depth == 0) {
                return at;
            }
        }
        return list.size() - 1;
    }

    /** How a token changes the depth of brackets. */
    public static int step(Token token) {
        if (token.isSymbol("(") || token.isSymbol("[")) {
            return 1;
        }
        return token.isSymbol(")") || token.isSymbol("]") ? -1 : 0;
    }

    /** The texts between commas of a bracket's inside; none if it is empty. */
    public List<String> arguments(int open, int close) {
        List<String> found = new ArrayList<>();
        for (Span span : split(open + 1, close, ",")) {
            found.add(text(span.from(), span.to()));
        }
        return found.size() == 1 && found.getFirst().isBlank() ? List.of() : found;
    }

    /** A part of the tokens: {@code to} is the first position after it. */
    public record Span(int from, int to) {}

    /** The parts of [from, to) between separators that stand at no deeper level. */
    public List<Span> split(int from, int to, String separator) {
        List<Span> spans = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int at = from; at < to; at++) {
            Token token = at(at);
            depth += step(token);
            if (depth == 0 && token.isSymbol(separator)) {
                spans.add(new Span(start, at));
                start = at + 1;
            }
        }
        spans.add(new Span(start, to));
        return spans;
    }

    public void set(int position, Token token) {
        list.set(position, token);
    }

    /** Replaces [from, to] by other SQL. */
    public void replace(int from, int to, String sql) {
        list.subList(from, to + 1).clear();
        list.addAll(from, Lexer.tokens(sql));
    }

    public void insert(int position, String sql) {
        list.addAll(position, Lexer.tokens(sql));
    }

    public void remove(int from, int to) {
        replace(from, to, " ");
    }

    public Tokens copy(int from, int to) {
        return new Tokens(list.subList(from, to));
    }

    public String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < to; at++) {
            text.append(list.get(at).text());
        }
        return text.toString();
    }

    /** The whole text. */
    public String sql() {
        return text(0, list.size());
    }

    /** Does this keyword stand anywhere? */
    public boolean contains(String keyword) {
        return list.stream().anyMatch(token -> token.is(keyword));
    }
}
