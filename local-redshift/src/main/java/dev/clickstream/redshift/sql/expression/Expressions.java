package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Columns;
import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.Tokens;
import java.util.function.Supplier;

/** All rules for expressions, in the order in which they may be applied. */
public final class Expressions {

    private Expressions() {}

    /** @param columns asked only if the statement has something in which a column's name matters */
    public static void rewrite(Tokens tokens, Supplier<Columns> columns, SessionState state) {
        Words.rewrite(tokens);
        CatalogColumns.rewrite(tokens);
        DateParts.rewrite(tokens);
        Conditionals.rewrite(tokens);
        JsonFunctions.rewrite(tokens);
        RegularExpressions.rewrite(tokens);
        Aggregates.rewrite(tokens);
        Listagg.rewrite(tokens);
        boolean inserts = tokens.at(tokens.first()).is("insert");
        if (inserts || SelectList.mayHaveAliases(tokens) || SuperPaths.mayHavePaths(tokens)) {
            Columns known = columns.get();
            LateralAliases.rewrite(tokens, known);
            SuperPaths.rewrite(tokens, known, state);
            SuperInserts.rewrite(tokens, known);
        }
        Qualify.rewrite(tokens);
    }
}
