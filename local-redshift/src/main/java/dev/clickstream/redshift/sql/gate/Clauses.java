package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;

/** Clauses and operators of queries and of data changes that PostgreSQL has got since 8.0, and Redshift has not. */
final class Clauses {

    private static final String OPERATOR_SIGNS = "+-*/<>=~!@#%^&|`?";

    /** Signs side by side that are one operator of PostgreSQL's JSON and arrays. */
    private static final String[] OPERATORS = {"->>", "->", "#>>", "#>", "@>", "<@", "@?", "@@", "?|", "?&", "#-"};

    private final Tokens tokens;

    private Clauses(Tokens tokens) {
        this.tokens = tokens;
    }

    static Optional<Refusal> refuses(Tokens tokens) {
        return new Clauses(tokens).first();
    }

    private Optional<Refusal> first() {
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            Token token = tokens.at(at);
            Optional<Refusal> refusal = token.kind() == Token.Kind.WORD ? word(at, token) : operator(at);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> word(int at, Token token) {
        Token next = tokens.after(at);
        return switch (token.lower()) {
            case "distinct" ->
                only(
                        tokens.sequence(at, "distinct", "on", "(")
                                && !tokens.before(at).is("is"),
                        Refusal.notSupported("SELECT DISTINCT ON is not supported"));
            case "filter" -> only(tokens.sequence(at, "filter", "(", "where"), Refusal.syntax("("));
            case "array" -> only(next.isSymbol("["), Refusal.notSupported("ARRAY[] is not supported, use ARRAY()"));
            case "on" -> only(next.is("conflict"), Refusal.syntax(token.text()));
            case "returning" -> only(endsChange(at), Refusal.syntax(token.text()));
            case "lateral" -> only(startsSource(at), Refusal.syntax(token.text()));
            case "tablesample" -> only(next.isName(), Refusal.syntax(token.text()));
            case "fetch" -> only(next.isAnyOf("first", "next") && at > tokens.first(), Refusal.syntax(token.text()));
            case "window" ->
                only(
                        next.isName() && tokens.sequence(tokens.next(tokens.next(at)), "as", "("),
                        Refusal.syntax(next.text()));
            case "for" ->
                only(
                        next.isAnyOf("update", "share") && at > tokens.first() && !inDeclaration(),
                        Refusal.notSupported("SELECT FOR UPDATE/SHARE is not supported"));
            case "overriding" -> only(next.isAnyOf("system", "user"), Refusal.syntax(token.text()));
            case "with" -> only(next.is("ordinality"), Refusal.syntax(next.text()));
            case "is" -> only(next.is("json") || tokens.sequence(at, "is", "not", "json"), Refusal.syntax("json"));
            case "materialized" -> only(tokens.before(at).is("as") && next.isSymbol("("), Refusal.syntax(token.text()));
            case "when" -> merge(at);
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> only(boolean found, Refusal refusal) {
        return found ? Optional.of(refusal) : Optional.empty();
    }

    private boolean inDeclaration() {
        return tokens.at(tokens.first()).is("declare");
    }

    private boolean endsChange(int at) {
        boolean change = tokens.contains("insert")
                || tokens.contains("update")
                || tokens.contains("delete")
                || tokens.contains("merge");
        Token next = tokens.after(at);
        return change
                && !tokens.before(at).isSymbol(".")
                && !tokens.before(at).isSymbol(",")
                && (next.isName() || next.isSymbol("*"));
    }

    private boolean startsSource(int at) {
        Token before = tokens.before(at);
        return (before.isAnyOf("join", "from") || before.isSymbol(","))
                && (tokens.after(at).isSymbol("(") || tokens.after(at).isName())
                && !tokens.after(at).isAnyOf("from", "as");
    }

    /** WHEN [NOT] MATCHED takes no further condition, and something has to be done. */
    private Optional<Refusal> merge(int at) {
        if (!tokens.at(tokens.first()).is("merge")) {
            return Optional.empty();
        }
        int matched = tokens.after(at).is("not") ? tokens.next(tokens.next(at)) : tokens.next(at);
        int then = tokens.next(matched);
        if (!tokens.at(matched).is("matched")) {
            return Optional.empty();
        }
        if (!tokens.at(then).is("then")) {
            return Optional.of(Refusal.syntax(tokens.at(then).text()));
        }
        return only(
                tokens.after(then).is("do"), Refusal.syntax(tokens.after(then).text()));
    }

    private Optional<Refusal> operator(int at) {
        if (tokens.at(at).kind() != Token.Kind.SYMBOL || isSign(at - 1)) {
            return Optional.empty();
        }
        StringBuilder signs = new StringBuilder();
        for (int end = at; isSign(end); end++) {
            signs.append(tokens.at(end).text());
        }
        for (String operator : OPERATORS) {
            if (signs.toString().startsWith(operator)) {
                return Optional.of(Refusal.noOperator(operator));
            }
        }
        return Optional.empty();
    }

    private boolean isSign(int at) {
        Token token = tokens.at(at);
        return token.kind() == Token.Kind.SYMBOL && OPERATOR_SIGNS.contains(token.text());
    }
}
