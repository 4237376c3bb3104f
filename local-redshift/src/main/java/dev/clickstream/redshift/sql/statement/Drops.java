package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Tokens;

/** DROP of tables and views that late-binding views read, and of databases that the stand-in itself looks into. */
public final class Drops {

    private Drops() {}

    /** Redshift drops a table under a late-binding view; PostgreSQL must be rid of the view first, for a moment. */
    public static String rewrite(Tokens tokens) {
        int kind = tokens.next(tokens.first());
        if (tokens.at(kind).is("database") && !tokens.at(tokens.last()).isSymbol(")")) {
            return tokens.sql().stripTrailing() + " with (force)"; // the stand-in itself may be connected to it
        }
        boolean ofRelation = tokens.at(kind).isAnyOf("table", "view");
        if (!ofRelation || tokens.at(tokens.last()).is("cascade")) {
            return tokens.sql();
        }
        return SqlText.call(
                "rs_compat.drop_relation", SqlText.literal(tokens.sql().strip()));
    }
}
