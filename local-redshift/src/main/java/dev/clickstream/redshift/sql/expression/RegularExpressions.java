package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** REGEXP_REPLACE replaces every match in Redshift, only the first in PostgreSQL unless told otherwise. */
final class RegularExpressions {

    private RegularExpressions() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            int open = tokens.next(at);
            Token token = tokens.at(at);
            if (token.is("regexp_replace")
                    && tokens.at(open).isSymbol("(")
                    && !tokens.before(at).isSymbol(".")) {
                int close = tokens.closing(open);
                int arguments = tokens.arguments(open, close).size();
                if (arguments == 3) {
                    tokens.insert(close, ", 'g'");
                } else if (arguments == 4) {
                    tokens.insert(close, ", 0");
                }
            }
        }
    }
}
