package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SessionState;
import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import java.util.Map;

/** One column of a table definition: its type by Redshift's defaults, its attributes taken out and remembered. */
final class ColumnDefinition {

    /** A character type without a length is that long in Redshift. */
    private static final Map<String, String> DEFAULT_LENGTH = Map.of(
            "varchar", "varchar(256)",
            "nvarchar", "varchar(256)",
            "text", "varchar(256)",
            "bpchar", "char(256)",
            "nchar", "char(1)");

    private final Tokens tokens;
    private final String name;
    private final TableAttributes attributes;

    private ColumnDefinition(Tokens tokens, TableAttributes attributes) {
        this.tokens = tokens;
        this.name = tokens.at(tokens.first()).name();
        this.attributes = attributes;
    }

    static String rewrite(Tokens tokens, TableAttributes attributes, SessionState state) {
        ColumnDefinition column = new ColumnDefinition(tokens, attributes);
        int type = tokens.next(tokens.first());
        if (tokens.at(type).is("super")) {
            state.learnSuperColumn(column.name);
        }
        column.attributesAfter(type);
        column.type(type);
        return tokens.sql();
    }

    private void type(int at) {
        Token type = tokens.at(at);
        int open = tokens.next(at);
        if (tokens.sequence(at, "character", "varying")) {
            open = tokens.next(open);
            tokens.replace(at, tokens.previous(open), "varchar ");
            type(at);
        } else if (type.is("varbyte")) {
            tokens.replace(at, tokens.at(open).isSymbol("(") ? tokens.closing(open) : at, "bytea");
        } else if (tokens.at(open).isSymbol("(")) {
            withLength(at, open);
        } else if (DEFAULT_LENGTH.containsKey(type.lower())) {
            tokens.replace(at, at, DEFAULT_LENGTH.get(type.lower()));
        }
    }

    private void withLength(int at, int open) {
        int length = tokens.next(open);
        if (tokens.at(length).is("max")) {
            tokens.set(length, new Token(Token.Kind.NUMBER, "65535"));
        }
        if (tokens.at(at).is("nvarchar")) {
            tokens.set(at, Token.word("varchar"));
        } else if (tokens.at(at).is("nchar")) {
            tokens.set(at, Token.word("char"));
        }
    }

    private void attributesAfter(int type) {
        for (int at = tokens.last(); at > type; at = tokens.previous(at)) {
            Token token = tokens.at(at);
            int next = tokens.next(at);
            if (token.is("distkey")) {
                attributes.distKey(name);
                tokens.remove(at, at);
            } else if (token.is("sortkey")) {
                attributes.sortKey(name);
                tokens.remove(at, at);
            } else if (token.is("encode")
                    || (token.is("collate") && tokens.at(next).is("case_sensitive"))) {
                tokens.remove(at, next);
            } else if (token.is("identity")) {
                identity(at, next);
            } else {
                constraint(at, next);
            }
        }
    }

    /** Redshift keeps these for its planner and enforces none but NOT NULL. */
    private void constraint(int at, int next) {
        Token token = tokens.at(at);
        if (token.is("primary") && tokens.at(next).is("key")) {
            tokens.replace(at, next, "not null");
        } else if (token.is("unique")) {
            tokens.remove(at, at);
        } else if (token.is("references")) {
            tokens.remove(at, endOfReference(next));
        }
    }

    private int endOfReference(int table) {
        int end = table;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        int open = tokens.next(end);
        return tokens.at(open).isSymbol("(") ? tokens.closing(open) : end;
    }

    private void identity(int at, int open) {
        if (!tokens.at(open).isSymbol("(")) {
            return;
        }
        int close = tokens.closing(open);
        List<String> numbers = tokens.arguments(open, close);
        if (numbers.isEmpty()) {
            return;
        }
        String range = "identity (start with " + numbers.getFirst().strip() + " increment by "
                + numbers.getLast().strip() + ")";
        boolean complete = tokens.before(at).is("as");
        tokens.replace(at, close, complete ? range : "generated always as " + range);
    }
}
