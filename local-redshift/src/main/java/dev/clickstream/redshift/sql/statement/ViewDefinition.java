package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** Late-binding views, which a function of ours makes and remembers, and materialized views without their attributes. */
public final class ViewDefinition {

    private ViewDefinition() {}

    public static boolean isView(Tokens tokens) {
        int kind = kind(tokens);
        return tokens.at(kind).is("view") || tokens.sequence(kind, "materialized", "view");
    }

    /** The word after {@code create [or replace]}. */
    private static int kind(Tokens tokens) {
        int at = tokens.next(tokens.first());
        return tokens.sequence(at, "or", "replace") ? tokens.next(tokens.endOfSequence(at, 2)) : at;
    }

    public static String rewrite(Tokens tokens) {
        int kind = kind(tokens);
        if (tokens.at(kind).is("materialized")) {
            return materialized(tokens, tokens.next(tokens.next(kind)));
        }
        int end = lateBinding(tokens);
        return end < 0 ? tokens.sql() : lateBound(tokens, kind, end);
    }

    /** Where {@code WITH NO SCHEMA BINDING} starts at the end, or -1. */
    private static int lateBinding(Tokens tokens) {
        int at = tokens.last();
        for (int word = 0; word < 3; word++) {
            at = tokens.previous(at);
        }
        return tokens.sequence(at, "with", "no", "schema", "binding") ? at : -1;
    }

    private static String lateBound(Tokens tokens, int kind, int end) {
        boolean replace = tokens.after(tokens.first()).is("or");
        int name = tokens.next(kind);
        int as = headerEnd(tokens, name);
        int columns = columnList(tokens, name, as);
        return SqlText.call(
                "rs_compat.create_late_binding_view",
                SqlText.literal(tokens.text(name, columns).strip()),
                SqlText.literal(tokens.text(columns, as).strip()),
                SqlText.literal(tokens.text(as + 1, end).strip()),
                Boolean.toString(replace));
    }

    private static int columnList(Tokens tokens, int name, int as) {
        for (int at = name; at < as; at++) {
            if (tokens.at(at).isSymbol("(")) {
                return at;
            }
        }
        return as;
    }

    private static String materialized(Tokens tokens, int name) {
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        TableAttributes attributes = new TableAttributes();
        int as = AttributeClauses.takeOut(tokens, tokens.next(end), attributes);
        if (!attributes.none()) {
            tokens.insert(as, " /*redshift:" + attributes.json(tokens.at(end).name()) + "*/ ");
        }
        return tokens.sql();
    }

    private static int headerEnd(Tokens tokens, int from) {
        int depth = 0;
        for (int at = from; at < tokens.size(); at++) {
            Token token = tokens.at(at);
            depth += Tokens.step(token);
            if (depth == 0 && token.is("as")) {
                return at;
            }
        }
        return tokens.size();
    }
}
