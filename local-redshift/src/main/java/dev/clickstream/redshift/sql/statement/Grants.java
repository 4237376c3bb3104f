package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** Redshift says what kind of grantee it is ({@code ROLE}, {@code GROUP}); in PostgreSQL all are roles. */
public final class Grants {

    private Grants() {}

    public static String rewrite(Tokens tokens) {
        for (int at = 0; at < tokens.size(); at++) {
            Token token = tokens.at(at);
            if (token.isAnyOf("role", "group") && tokens.after(at).isName() && namesGrantee(tokens, at)) {
                tokens.remove(at, at);
            } else if (tokens.sequence(at, "for", "tables", "in", "schema")) {
                tokens.set(at, Token.word("on all"));
            }
        }
        return tokens.sql();
    }

    private static boolean namesGrantee(Tokens tokens, int at) {
        Token before = tokens.before(at);
        return before.isAnyOf("to", "from", "grant", "revoke") || before.isSymbol(",");
    }
}
