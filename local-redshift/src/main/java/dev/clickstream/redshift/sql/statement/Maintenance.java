package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Tokens;

/** ANALYZE without Redshift's column choices, VACUUM as nothing to do. */
public final class Maintenance {

    private Maintenance() {}

    public static String rewrite(Tokens tokens) {
        int first = tokens.first();
        if (tokens.at(first).is("vacuum") || tokens.after(first).is("compression")) {
            return SqlText.NOTHING;
        }
        int last = tokens.last();
        int before = tokens.previous(last);
        if (tokens.at(last).is("columns") && tokens.at(before).isAnyOf("predicate", "all")) {
            tokens.remove(before, last);
        }
        return tokens.sql();
    }
}
