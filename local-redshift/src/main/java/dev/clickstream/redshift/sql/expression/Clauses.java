package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** In which clause of its select a token stands, told by looking back. */
final class Clauses {

    private Clauses() {}

    static boolean isInFrom(Tokens tokens, int position) {
        return clause(tokens, position).is("from");
    }

    static boolean isInSelectList(Tokens tokens, int position) {
        return clause(tokens, position).is("select");
    }

    private static Token clause(Tokens tokens, int position) {
        int depth = 0;
        for (int at = position - 1; at >= 0; at--) {
            Token token = tokens.at(at);
            depth -= Tokens.step(token);
            if (depth < 0) {
                return token;
            }
            if (depth == 0 && token.isAnyOf("select", "from", "where", "on", "by", "having", "qualify", "set")) {
                return token;
            }
        }
        return Token.word("");
    }
}
