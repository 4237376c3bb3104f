package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Tokens;

/** COMMENT ON VIEW, which in Redshift may be a materialized one. */
public final class ViewComment {

    private ViewComment() {}

    public static String rewrite(Tokens tokens) {
        int on = tokens.next(tokens.first());
        if (!tokens.sequence(on, "on", "view")) {
            return tokens.sql();
        }
        int name = tokens.next(tokens.next(on));
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        int is = tokens.next(end);
        String comment = tokens.text(is + 1, tokens.size()).strip();
        return tokens.at(is).is("is")
                ? SqlText.call("rs_compat.comment_on_view", SqlText.literal(tokens.text(name, end + 1)), comment)
                : tokens.sql();
    }
}
