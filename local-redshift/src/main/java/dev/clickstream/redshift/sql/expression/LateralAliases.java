package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Columns;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code SELECT price * 2 AS twice, twice + 1 AS more ... WHERE twice > 3}: an alias used further on in its own select
 * is replaced by its expression, unless some column has that name, which then wins in Redshift too.
 */
final class LateralAliases {

    private final Tokens tokens;
    private final Columns columns;

    private LateralAliases(Tokens tokens, Columns columns) {
        this.tokens = tokens;
        this.columns = columns;
    }

    static void rewrite(Tokens tokens, Columns columns) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            if (tokens.at(at).is("select")) {
                new LateralAliases(tokens, columns).ofSelect(SelectList.at(tokens, at));
            }
        }
    }

    private void ofSelect(SelectList select) {
        List<Tokens.Span> items = select.items(tokens);
        Set<String> read = columnsRead(select);
        Map<String, String> expressions = new LinkedHashMap<>();
        Map<Integer, String> replacements = new HashMap<>();
        for (Tokens.Span item : items) {
            find(item.from(), item.to(), expressions, replacements);
            int name = tokens.previous(item.to());
            int as = tokens.previous(name);
            if (name > item.from() && tokens.at(name).isName() && tokens.at(as).is("as")) {
                String alias = tokens.at(name).name();
                boolean isColumn = columns.all().contains(alias)
                        || read.contains(alias)
                        || namesIn(item.from(), as).contains(alias);
                if (!isColumn) {
                    expressions.put(
                            alias, "(" + replaced(item.from(), as, replacements).strip() + ")");
                }
            }
        }
        if (select.where() >= 0) {
            find(select.where() + 1, select.afterWhere(), expressions, replacements);
        }
        replacements.forEach((at, text) -> tokens.set(at, Token.word(text)));
    }

    /** Aliases given in what this select reads: in the derived tables of its FROM, and in WITH queries before it. */
    private Set<String> columnsRead(SelectList select) {
        Set<String> names = new HashSet<>(aliasesIn(select.from(), select.end()));
        for (int at = 0; at < select.select(); at++) {
            if (tokens.at(at).is("with")) {
                names.addAll(aliasesIn(at, select.select()));
                break;
            }
        }
        return names;
    }

    private Set<String> aliasesIn(int from, int to) {
        Set<String> names = new HashSet<>();
        for (int at = from; at < to; at++) {
            if (tokens.at(at).is("as") && tokens.after(at).isName()) {
                names.add(tokens.after(at).name());
            }
        }
        return names;
    }

    private Set<String> namesIn(int from, int to) {
        Set<String> names = new HashSet<>();
        for (int at = from; at < to; at++) {
            if (tokens.at(at).isName()) {
                names.add(tokens.at(at).name());
            }
        }
        return names;
    }

    private void find(int from, int to, Map<String, String> expressions, Map<Integer, String> replacements) {
        for (int at = from; at < to; at++) {
            if (tokens.at(at).isName() && isReference(at)) {
                String expression = expressions.get(tokens.at(at).name());
                if (expression != null) {
                    replacements.put(at, expression);
                }
            }
        }
    }

    private boolean isReference(int at) {
        Token before = tokens.before(at);
        Token after = tokens.after(at);
        boolean qualified = before.isSymbol(".") || after.isSymbol(".");
        return !qualified && !after.isSymbol("(") && !before.is("as") && !before.isSymbol("::");
    }

    private String replaced(int from, int to, Map<Integer, String> replacements) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < to; at++) {
            text.append(replacements.getOrDefault(at, tokens.at(at).text()));
        }
        return text.toString();
    }
}
