package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;
import java.util.Set;

/** Types that Redshift has not: as a column's, and in casts. */
final class Types {

    /** In Redshift's catalog since PostgreSQL 8.0, but not for columns. */
    private static final Set<String> NOT_FOR_COLUMNS = Set.of(
            "serial",
            "serial4",
            "serial8",
            "bigserial",
            "money",
            "bit",
            "varbit",
            "inet",
            "cidr",
            "macaddr",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "bytea",
            "name",
            "oid",
            "regclass",
            "regproc",
            "regtype");

    /** PostgreSQL got them after 8.0. */
    private static final Set<String> UNKNOWN = Set.of(
            "json",
            "jsonb",
            "jsonpath",
            "uuid",
            "xml",
            "tsvector",
            "tsquery",
            "hstore",
            "citext",
            "smallserial",
            "serial2",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "macaddr8",
            "pg_lsn",
            "txid_snapshot");

    private final Tokens tokens;

    private Types(Tokens tokens) {
        this.tokens = tokens;
    }

    static Optional<Refusal> refuses(Tokens tokens) {
        Types types = new Types(tokens);
        return types.casts().or(types::columns);
    }

    private Optional<Refusal> casts() {
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            boolean cast = tokens.at(at).isSymbol("::") || (tokens.at(at).is("as") && insideCast(at));
            if (cast && UNKNOWN.contains(tokens.after(at).lower())) {
                return Optional.of(Refusal.noType(tokens.after(at).lower()));
            }
        }
        return Optional.empty();
    }

    private boolean insideCast(int as) {
        int depth = 0;
        for (int at = as - 1; at >= 0; at--) {
            depth -= Tokens.step(tokens.at(at));
            if (depth < 0) {
                return tokens.before(at).isAnyOf("cast", "try_cast");
            }
        }
        return false;
    }

    private Optional<Refusal> columns() {
        int table = tokens.next(tokens.first());
        while (tokens.at(table).isAnyOf("local", "temporary", "temp")) {
            table = tokens.next(table);
        }
        if (!tokens.at(table).is("table")) {
            return Optional.empty();
        }
        if (tokens.at(tokens.first()).is("alter")) {
            return added(table);
        }
        int name = tokens.next(table);
        if (tokens.sequence(name, "if", "not", "exists")) {
            name = tokens.next(tokens.endOfSequence(name, 3));
        }
        int end = endOfName(name);
        int open = tokens.next(end);
        if (!tokens.at(open).isSymbol("(") || tokens.after(open).isAnyOf("select", "with")) {
            return Optional.empty();
        }
        for (Tokens.Span span : tokens.split(open + 1, tokens.closing(open), ",")) {
            int column = tokens.next(span.from() - 1);
            Optional<Refusal> refusal = column(tokens.at(end).name(), column);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> added(int table) {
        int end = endOfName(tokens.next(table));
        int action = tokens.next(end);
        if (!tokens.at(action).is("add")) {
            return Optional.empty();
        }
        int column = tokens.next(action);
        return column(tokens.at(end).name(), tokens.at(column).is("column") ? tokens.next(column) : column);
    }

    private int endOfName(int name) {
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        return end;
    }

    private Optional<Refusal> column(String table, int column) {
        if (tokens.at(column).isAnyOf("primary", "unique", "foreign", "constraint", "like", "check")) {
            return Optional.empty();
        }
        int at = tokens.next(column);
        Token type = tokens.at(at);
        if (type.kind() == Token.Kind.WORD && UNKNOWN.contains(type.lower())) {
            return Optional.of(Refusal.noType(type.lower()));
        }
        int open = tokens.next(at);
        int after = tokens.at(open).isSymbol("(") ? tokens.next(tokens.closing(open)) : open;
        boolean array = tokens.at(after).isSymbol("[");
        if (array || (type.kind() == Token.Kind.WORD && NOT_FOR_COLUMNS.contains(type.lower()))) {
            return Optional.of(Refusal.notSupported("Column \"%s.%s\" has unsupported type \"%s\"."
                    .formatted(table, tokens.at(column).name(), type.lower() + (array ? "[]" : ""))));
        }
        return Optional.empty();
    }
}
