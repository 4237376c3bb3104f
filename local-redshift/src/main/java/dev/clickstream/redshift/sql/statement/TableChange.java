package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;

/** ALTER TABLE: distribution and sort keys are recorded, encodings and unenforced constraints are nothing to do. */
public final class TableChange {

    private final Tokens tokens;
    private final SessionState state;
    private final int name;
    private final int action;

    private TableChange(Tokens tokens, SessionState state) {
        this.tokens = tokens;
        this.state = state;
        int table = tokens.next(tokens.next(tokens.first()));
        name = tokens.sequence(table, "if", "exists") ? tokens.next(tokens.next(table)) : table;
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        action = tokens.next(end);
    }

    public static String rewrite(Tokens tokens, SessionState state) {
        return new TableChange(tokens, state).rewrite();
    }

    private String rewrite() {
        if (tokens.sequence(action, "row", "level", "security")) {
            int state = tokens.endOfSequence(action, 4);
            return SqlText.call(
                    "rs_compat.switch_row_security",
                    TableDefinition.nameOf(tokens, name),
                    Boolean.toString(tokens.at(state).is("on")),
                    tokens.sequence(tokens.next(state), "conjunction", "type", "or") ? "'or'" : "'and'");
        }
        return switch (tokens.at(action).lower()) {
            case "add" -> add(tokens.next(action));
            case "alter" -> alter(tokens.next(action));
            case "append" ->
                SqlText.call(
                        "rs_compat.append_table",
                        TableDefinition.nameOf(tokens, name),
                        TableDefinition.nameOf(tokens, tokens.next(tokens.next(action))));
            case "drop" -> dropped(tokens.next(action));
            default -> tokens.sql();
        };
    }

    private String add(int what) {
        int at = tokens.at(what).is("constraint") ? tokens.next(tokens.next(what)) : what;
        if (tokens.at(at).isAnyOf("primary", "unique", "foreign")) {
            return SqlText.NOTHING;
        }
        int column = tokens.at(what).is("column") ? tokens.next(what) : what;
        Tokens definition = tokens.copy(column, tokens.size());
        return tokens.text(0, column) + ColumnDefinition.rewrite(definition, new TableAttributes(), state);
    }

    private String dropped(int what) {
        if (tokens.at(what).is("constraint") && !tokens.after(what).is("if")) {
            tokens.set(what, Token.word("constraint if exists"));
        }
        return tokens.sql();
    }

    private String alter(int what) {
        if (tokens.at(what).is("encode") || tokens.contains("encode")) {
            return SqlText.NOTHING;
        }
        TableAttributes attributes = new TableAttributes();
        int next = tokens.next(what);
        switch (tokens.at(what).lower()) {
            case "distkey" -> attributes.distKey(tokens.at(next).name());
            case "diststyle" -> diststyle(attributes, next);
            case "compound", "interleaved" -> sortKey(attributes, tokens.next(next));
            case "sortkey" -> sortKey(attributes, next);
            default -> {
                return tokens.sql();
            }
        }
        return SqlText.call(
                "rs_compat.change_table",
                TableDefinition.nameOf(tokens, name),
                SqlText.literal(attributes.json("")) + "::jsonb");
    }

    private void diststyle(TableAttributes attributes, int style) {
        attributes.distStyle(tokens.at(style).text());
        int key = tokens.next(style);
        if (tokens.at(key).is("distkey")) {
            attributes.distKey(tokens.after(key).name());
        }
    }

    private void sortKey(TableAttributes attributes, int open) {
        if (tokens.at(open).isSymbol("(")) {
            tokens.arguments(open, tokens.closing(open))
                    .forEach(column ->
                            attributes.sortKey(Tokens.of(column.strip()).at(0).name()));
        }
    }
}
