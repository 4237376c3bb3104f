package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;

/** Clauses of PostgreSQL's CREATE TABLE that Redshift's has not. */
final class TableClauses {

    private TableClauses() {}

    static Optional<Refusal> refuses(Tokens tokens) {
        int depth = 0;
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            Token token = tokens.at(at);
            depth += Tokens.step(token);
            Optional<Refusal> refusal =
                    depth == 0 ? outside(tokens, at) : depth == 1 ? inside(tokens, at) : Optional.empty();
            if (refusal.isPresent() || (depth == 0 && token.is("as"))) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> outside(Tokens tokens, int at) {
        Token token = tokens.at(at);
        boolean unknown = token.isAnyOf("inherits", "tablespace")
                || tokens.sequence(at, "partition", "by")
                || tokens.sequence(at, "partition", "of")
                || tokens.sequence(at, "on", "commit")
                || (token.is("with") && tokens.after(at).isSymbol("("));
        return unknown ? Optional.of(Refusal.syntax(token.text())) : Optional.empty();
    }

    private static Optional<Refusal> inside(Tokens tokens, int at) {
        Token token = tokens.at(at);
        if (token.is("check") && tokens.after(at).isSymbol("(")) {
            return Optional.of(Refusal.notSupported("CHECK constraints are not supported"));
        }
        boolean identity = tokens.sequence(at, "as", "identity")
                && !tokens.after(tokens.next(at)).isSymbol("(");
        if (identity || tokens.sequence(at, "generated", "always")) {
            return Optional.of(Refusal.syntax(
                    identity ? tokens.after(at).text() : tokens.after(at).text()));
        }
        return token.is("exclude") && tokens.after(at).is("using")
                ? Optional.of(Refusal.syntax(token.text()))
                : Optional.empty();
    }
}
