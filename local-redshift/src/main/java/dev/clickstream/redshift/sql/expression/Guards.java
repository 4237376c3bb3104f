package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a table under row-level security or masking, or a view of one, reads its guard: a view that applies the policies.
 * What is changed stays the table itself.
 */
public final class Guards {

    /** After these a name is no alias. */
    private static final Set<String> NO_ALIAS = Set.of(
            "where",
            "join",
            "left",
            "right",
            "inner",
            "full",
            "cross",
            "natural",
            "on",
            "using",
            "group",
            "order",
            "having",
            "limit",
            "offset",
            "union",
            "except",
            "intersect",
            "minus",
            "qualify",
            "set",
            "when",
            "pivot",
            "unpivot",
            "with");

    private final Tokens tokens;
    private final Map<String, String> guards;
    private final List<String> searchPath;

    private Guards(Tokens tokens, Map<String, String> guards, List<String> searchPath) {
        this.tokens = tokens;
        this.guards = guards;
        this.searchPath = searchPath;
    }

    /** @param guards schema and name, joined by a dot, to the guard's name */
    public static void rewrite(Tokens tokens, Map<String, String> guards, List<String> searchPath) {
        if (!guards.isEmpty()
                && tokens.at(tokens.first())
                        .isAnyOf(
                                "select", "with", "insert", "create", "update", "delete", "merge", "explain", "declare",
                                "(")
                && !tokens.contains("view")) {
            new Guards(tokens, guards, searchPath).rewrite();
        }
    }

    private void rewrite() {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            if (!tokens.at(at).isName() || !isSource(at)) {
                continue;
            }
            int end = at;
            while (tokens.at(end + 1).isSymbol(".") && tokens.at(end + 2).isName()) {
                end += 2;
            }
            String guard = tokens.after(end).isSymbol("(") ? null : guardOf(at, end);
            if (guard != null) {
                String name = tokens.at(end).name();
                tokens.replace(at, end, hasAlias(end) ? guard : guard + " as " + SqlText.quoted(name));
            }
        }
    }

    private boolean isSource(int at) {
        int before = tokens.previous(at);
        Token lead = tokens.at(before);
        if (lead.isSymbol(",")) {
            return Clauses.isInFrom(tokens, at);
        }
        boolean deletes = tokens.before(before).is("delete");
        return (lead.isAnyOf("from", "join") && !deletes)
                || (lead.is("using") && !tokens.at(at).isSymbol("("));
    }

    private @Nullable String guardOf(int at, int end) {
        String name = tokens.at(end).name();
        if (end > at) {
            return guards.get(tokens.at(end - 2).name() + "." + name);
        }
        for (String schema : searchPath) {
            String guard = guards.get(schema + "." + name);
            if (guard != null) {
                return guard;
            }
        }
        return null;
    }

    private boolean hasAlias(int end) {
        Token next = tokens.after(end);
        return next.is("as") || (next.isName() && !(next.kind() == Token.Kind.WORD && NO_ALIAS.contains(next.lower())));
    }
}
