package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * QUALIFY filters by a window function: the select becomes a derived table with the condition as one more column. With
 * a star in the select list its columns are not known here, so the row travels as one value.
 */
final class Qualify {

    private final Tokens tokens;
    private final SelectList select;
    private final List<Tokens.Span> items;

    private Qualify(Tokens tokens, SelectList select) {
        this.tokens = tokens;
        this.select = select;
        this.items = select.items(tokens);
    }

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            if (tokens.at(at).is("select")) {
                SelectList select = SelectList.at(tokens, at);
                if (select.qualify() >= 0) {
                    new Qualify(tokens, select).rewrite();
                }
            }
        }
    }

    private void rewrite() {
        int end = endOfCondition();
        List<String> names = names();
        Tokens written = tokens.copy(select.qualify() + 1, end);
        String condition = withAliasesExpanded(names.isEmpty() ? unqualified(written) : written);
        String list = tokens.text(select.select() + 1, select.from());
        String body = tokens.text(select.from(), select.qualify());
        String derived = names.isEmpty()
                ? "select (__row).* from (select __all as __row, (%s) as __keep from (select %s %s) __all) __qualify where __keep "
                        .formatted(condition, list, body)
                : "select %s from (select %s, (%s) as __keep %s) __qualify where __keep "
                        .formatted(String.join(", ", names), list, condition, body);
        tokens.replace(select.select(), end - 1, derived);
    }

    /** Outside the inner select its tables have no names any more. */
    private static Tokens unqualified(Tokens condition) {
        for (int at = condition.size() - 1; at > 0; at--) {
            boolean column = condition.at(at).isSymbol(".")
                    && condition.at(at - 1).isName()
                    && !condition.after(at + 1).isSymbol("(");
            if (column) {
                condition.remove(at - 1, at);
            }
        }
        return condition;
    }

    private int endOfCondition() {
        int depth = 0;
        for (int at = select.qualify() + 1; at < select.end(); at++) {
            depth += Tokens.step(tokens.at(at));
            if (depth == 0 && tokens.at(at).isAnyOf("order", "limit", "offset")) {
                return at;
            }
        }
        return select.end();
    }

    /** The output names of the select list; empty if one of them cannot be told, as with a star. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (Tokens.Span item : items) {
            Token last = tokens.before(item.to());
            int at = tokens.previous(item.to());
            boolean nameless =
                    !last.isName() || last.is("end") || tokens.before(at).isSymbol("::");
            if (nameless) {
                return List.of();
            }
            names.add(last.text());
        }
        return names;
    }

    /** A condition may name an alias of the select list that is itself a window function. */
    private String withAliasesExpanded(Tokens condition) {
        Map<String, String> aliases = new HashMap<>();
        for (Tokens.Span item : items) {
            int name = tokens.previous(item.to());
            int before = tokens.previous(name);
            boolean named = tokens.at(name).isName() && before >= item.from();
            if (named && tokens.at(before).is("as")) {
                aliases.put(tokens.at(name).name(), tokens.text(item.from(), before));
            } else if (named && tokens.at(before).isSymbol(")")) {
                aliases.put(tokens.at(name).name(), tokens.text(item.from(), name));
            }
        }
        aliases.values().removeIf(expression -> !Tokens.of(expression).contains("over"));
        for (int at = condition.size() - 1; at >= 0; at--) {
            boolean bare = condition.at(at).isName()
                    && !condition.before(at).isSymbol(".")
                    && !condition.after(at).isSymbol("(");
            String expression = bare ? aliases.get(condition.at(at).name()) : null;
            if (expression != null) {
                condition.set(at, Token.word("(" + expression + ")"));
            }
        }
        return condition.sql();
    }
}
