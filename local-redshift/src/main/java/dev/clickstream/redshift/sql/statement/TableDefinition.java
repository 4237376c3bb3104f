package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * CREATE TABLE without distribution, sort keys, encodings and unenforced constraints. What Redshift would have kept of
 * them travels in a comment, which an event trigger of ours reads: it records it and indexes the sort key.
 */
public final class TableDefinition {

    private final Tokens tokens;
    private final SessionState state;
    private final TableAttributes attributes = new TableAttributes();

    private TableDefinition(Tokens tokens, SessionState state) {
        this.tokens = tokens;
        this.state = state;
    }

    public static boolean isTable(Tokens tokens) {
        return tableWord(tokens) >= 0;
    }

    private static int tableWord(Tokens tokens) {
        int at = tokens.next(tokens.first());
        while (tokens.at(at).isAnyOf("local", "temporary", "temp", "global")) {
            at = tokens.next(at);
        }
        return tokens.at(at).is("table") ? at : -1;
    }

    public static String rewrite(Tokens tokens, SessionState state) {
        return new TableDefinition(tokens, state).rewrite();
    }

    private String rewrite() {
        int table = tableWord(tokens);
        int name = tokens.next(table);
        if (tokens.sequence(name, "if", "not", "exists")) {
            name = tokens.next(tokens.endOfSequence(name, 3));
        }
        String simpleName = temporary(table, name);
        int afterName = name + 1;
        while (tokens.at(afterName).isSymbol(".")) {
            simpleName = tokens.at(afterName + 1).name();
            afterName += 2;
        }
        int open = tokens.next(afterName - 1);
        int attributesFrom = open;
        if (tokens.at(open).isSymbol("(") && !isQuery(open)) {
            columns(open);
            attributesFrom = tokens.next(tokens.closing(open));
        }
        int end = AttributeClauses.takeOut(tokens, attributesFrom, attributes);
        if (!attributes.none()) {
            tokens.insert(end, " /*redshift:" + attributes.json(simpleName) + "*/ ");
        }
        return tokens.sql();
    }

    private boolean isQuery(int open) {
        return tokens.after(open).isAnyOf("select", "with");
    }

    /** A name with {@code #} before it is a temporary table's. */
    private String temporary(int table, int name) {
        Token written = tokens.at(name);
        if (!written.name().startsWith("#")) {
            return written.name();
        }
        if (tokens.before(table).is("create")) {
            tokens.set(table, Token.word("temp table"));
        }
        return written.name();
    }

    private void columns(int open) {
        int close = tokens.closing(open);
        List<String> kept = new ArrayList<>();
        for (Tokens.Span span : tokens.split(open + 1, close, ",")) {
            Tokens part = tokens.copy(span.from(), span.to());
            if (!constraint(part)) {
                kept.add(isColumn(part) ? ColumnDefinition.rewrite(part, attributes, state) : part.sql());
            }
        }
        tokens.replace(open + 1, close - 1, String.join(",", kept));
    }

    private static boolean isColumn(Tokens part) {
        return !part.at(part.first()).isAnyOf("like", "check", "constraint");
    }

    /** Is it a constraint of the table that Redshift does not enforce? */
    private boolean constraint(Tokens part) {
        int at = part.first();
        if (part.at(at).is("constraint")) {
            at = part.next(part.next(at));
        }
        if (part.sequence(at, "primary", "key", "(")) {
            int open = part.endOfSequence(at, 3);
            part.arguments(open, part.closing(open))
                    .forEach(column ->
                            attributes.notNull(Tokens.of(column.strip()).at(0).name()));
            return true;
        }
        return part.sequence(at, "unique", "(") || part.sequence(at, "foreign", "key");
    }

    static String nameOf(Tokens tokens, int from) {
        int end = from;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        return SqlText.literal(tokens.text(from, end + 1));
    }
}
