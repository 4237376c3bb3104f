package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Columns;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code INSERT INTO t (id, props) VALUES (1, '{...}')} puts one string into a SUPER column. PostgreSQL would take a
 * literal or a parameter without a type for JSON, so it is told that it is text.
 */
final class SuperInserts {

    private final Tokens tokens;
    private final List<Boolean> isSuper = new ArrayList<>();

    private SuperInserts(Tokens tokens) {
        this.tokens = tokens;
    }

    static void rewrite(Tokens tokens, Columns columns) {
        int first = tokens.first();
        if (tokens.sequence(first, "insert", "into")) {
            new SuperInserts(tokens).rewrite(tokens.endOfSequence(first, 3), columns);
        }
    }

    private void rewrite(int name, Columns columns) {
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        int open = tokens.next(end);
        if (!tokens.at(open).isSymbol("(")) {
            return;
        }
        int close = tokens.closing(open);
        for (String column : tokens.arguments(open, close)) {
            isSuper.add(columns.ofTypeSuper()
                    .contains(Tokens.of(column.strip()).at(0).name()));
        }
        int source = tokens.next(close);
        if (!isSuper.contains(true)) {
            return;
        }
        if (tokens.at(source).is("values")) {
            values(source);
        } else if (tokens.at(source).is("select")) {
            items(SelectList.at(tokens, source).items(tokens));
        }
    }

    private void values(int keyword) {
        List<Integer> opens = new ArrayList<>();
        int open = tokens.next(keyword);
        while (tokens.at(open).isSymbol("(")) {
            opens.add(open);
            int comma = tokens.next(tokens.closing(open));
            open = tokens.at(comma).isSymbol(",") ? tokens.next(comma) : tokens.size();
        }
        for (int from : opens.reversed()) {
            items(tokens.split(from + 1, tokens.closing(from), ","));
        }
    }

    private void items(List<Tokens.Span> items) {
        for (int item = Math.min(items.size(), isSuper.size()) - 1; item >= 0; item--) {
            int from = tokens.next(items.get(item).from() - 1);
            int to = tokens.previous(items.get(item).to());
            if (isSuper.get(item) && isUntyped(from, to)) {
                tokens.insert(to + 1, "::varchar");
            }
        }
    }

    private boolean isUntyped(int from, int to) {
        Token token = tokens.at(from);
        boolean parameter =
                token.isSymbol("$") && to == from + 1 && tokens.at(to).isNumber();
        return parameter || (from == to && token.isString());
    }
}
