package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Tokens;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code FROM t e, e.items AS x AT i} turns an array into rows, {@code FROM t e, UNPIVOT e.props AS v AT k} an object.
 * What is not an array (or object) gives no row.
 */
final class SuperUnnest {

    private final Tokens tokens;
    private final Set<String> superNames;
    private final SuperPath.Names names;
    private final Set<String> unnested = new HashSet<>();

    private SuperUnnest(Tokens tokens, Set<String> superNames, SuperPath.Names names) {
        this.tokens = tokens;
        this.superNames = superNames;
        this.names = names;
    }

    static void rewrite(Tokens tokens, Set<String> superNames, SuperPath.Names names) {
        SuperUnnest unnest = new SuperUnnest(tokens, superNames, names);
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.at(at).isName()
                    && tokens.at(at + 1).isSymbol(".")
                    && !tokens.at(at - 1).isSymbol(".")) {
                unnest.source(at);
            }
        }
    }

    private void source(int at) {
        int before = tokens.previous(at);
        boolean object = tokens.at(before).is("unpivot");
        int lead = object ? tokens.previous(before) : before;
        boolean leads = tokens.at(lead).isSymbol(",") || tokens.at(lead).is("join");
        if (!leads || !Clauses.isInFrom(tokens, at)) {
            return;
        }
        SuperPath path = SuperPath.at(tokens, at, superNames);
        boolean again = path.column() == at && unnested.contains(tokens.at(at).name());
        if (path.column() <= at && !again) {
            return; // a table's alias comes first, else it is a relation
        }
        int alias = tokens.next(path.end());
        if (tokens.at(alias).is("as")) {
            alias = tokens.next(alias);
        }
        if (!tokens.at(alias).isName()) {
            return;
        }
        int position = tokens.next(alias);
        boolean numbered = tokens.at(position).is("at");
        int end = numbered ? tokens.next(position) : alias;
        String name = tokens.at(alias).name();
        String key = numbered ? tokens.at(end).name() : "__position";
        String source = path.value(tokens, names);
        superNames.add(name);
        unnested.add(name);
        tokens.replace(object ? before : at, end, derived(source, name, key, object));
    }

    private static String derived(String source, String name, String key, boolean object) {
        String rows = object
                ? "select value as %2$s, key as %3$s from jsonb_each(case when jsonb_typeof(%1$s) = 'object' then %1$s end)"
                : "select value as %2$s, ordinality - 1 as %3$s from jsonb_array_elements(case when jsonb_typeof(%1$s)"
                        + " = 'array' then %1$s end) with ordinality";
        String quoted = SqlText.quoted(name);
        return "lateral (" + rows.formatted(source, quoted, SqlText.quoted(key)) + ") " + quoted;
    }
}
