package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** Single words: SYSDATE, APPROXIMATE, MINUS, TOP, VERSION(), temporary names with #, and a number glued to the next word. */
final class Words {

    private Words() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            Token token = tokens.at(at);
            if (token.isNumber() && tokens.at(at + 1).kind() == Token.Kind.WORD) {
                tokens.insert(at + 1, " ");
            } else if (token.kind() == Token.Kind.WORD) {
                word(tokens, at, token);
            }
        }
    }

    private static void word(Tokens tokens, int at, Token token) {
        if (token.text().startsWith("#")) {
            tokens.set(at, new Token(Token.Kind.QUOTED, '"' + token.lower() + '"'));
            return;
        }
        Token next = tokens.after(at);
        switch (token.lower()) {
            case "sysdate" -> {
                if (!next.isSymbol("(") && !tokens.before(at).isSymbol(".")) {
                    tokens.replace(at, at, "pg_catalog.sysdate()");
                }
            }
            case "approximate" -> {
                if (next.kind() == Token.Kind.WORD) {
                    tokens.remove(at, at);
                }
            }
            case "minus" -> {
                if (next.is("select") || next.isSymbol("(")) {
                    tokens.set(at, Token.word("except"));
                }
            }
            case "version" -> {
                if (next.isSymbol("(") && !tokens.before(at).isSymbol(".")) {
                    tokens.set(at, Token.word("rs_compat.version"));
                }
            }
            case "top" -> top(tokens, at);
            default -> {}
        }
    }

    /** {@code SELECT TOP n ...} is {@code SELECT ... LIMIT n}, put at the end of that select. */
    private static void top(Tokens tokens, int at) {
        int number = tokens.next(at);
        if (!tokens.before(at).is("select") || !tokens.at(number).isNumber()) {
            return;
        }
        int depth = 0;
        int end = number;
        while (end < tokens.size()) {
            depth += Tokens.step(tokens.at(end));
            if (depth < 0) {
                break;
            }
            end++;
        }
        String limit = "\nlimit " + tokens.at(number).text() + " ";
        tokens.insert(end, limit);
        tokens.remove(at, number);
    }
}
