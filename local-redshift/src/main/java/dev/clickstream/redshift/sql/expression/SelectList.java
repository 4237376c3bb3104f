package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the clauses of one SELECT stand. Positions are of the keyword, or of {@code end} where there is none.
 *
 * @param select of the word SELECT
 * @param from of FROM
 * @param afterWhere of the first clause after WHERE: GROUP, HAVING, ORDER, LIMIT, QUALIFY, WINDOW
 * @param end the first position after the select
 */
record SelectList(int select, int from, int where, int afterWhere, int qualify, int end) {

    private static final Set<String> AFTER_WHERE = Set.of("group", "order", "limit", "having", "qualify", "window");
    private static final Set<String> NEXT_SELECT = Set.of("union", "except", "intersect");

    static boolean mayHaveAliases(Tokens tokens) {
        return tokens.contains("select") && tokens.contains("as");
    }

    static SelectList at(Tokens tokens, int select) {
        int from = -1;
        int where = -1;
        int afterWhere = -1;
        int qualify = -1;
        int depth = 0;
        int at = select + 1;
        for (; at < tokens.size(); at++) {
            depth += Tokens.step(tokens.at(at));
            if (depth < 0) {
                break;
            }
            if (depth > 0 || tokens.at(at).kind() != Token.Kind.WORD) {
                continue;
            }
            String word = tokens.at(at).lower();
            if (NEXT_SELECT.contains(word)) {
                break;
            } else if (word.equals("from") && from < 0 && !tokens.before(at).is("distinct")) {
                from = at;
            } else if (word.equals("where") && where < 0) {
                where = at;
            } else if (word.equals("qualify")) {
                qualify = at;
                afterWhere = afterWhere < 0 ? at : afterWhere;
            } else if (AFTER_WHERE.contains(word) && from >= 0 && afterWhere < 0) {
                afterWhere = at;
            }
        }
        int fromOrEnd = from < 0 ? firstOf(where, afterWhere, at) : from;
        return new SelectList(select, fromOrEnd, where, afterWhere < 0 ? at : afterWhere, qualify, at);
    }

    private static int firstOf(int where, int afterWhere, int end) {
        if (where >= 0) {
            return where;
        }
        return afterWhere >= 0 ? afterWhere : end;
    }

    /** The expressions between SELECT [DISTINCT] and FROM. */
    List<Tokens.Span> items(Tokens tokens) {
        int start = select + 1;
        int next = tokens.next(select);
        if (tokens.at(next).isAnyOf("distinct", "all")) {
            start = next + 1;
        }
        return new ArrayList<>(tokens.split(start, from, ","));
    }
}
