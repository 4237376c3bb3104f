package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls of functions that are not on Redshift's list, and of those that it has on its leader node only. */
final class Functions {

    private static final Set<String> KNOWN = read();

    /** Words with a bracket behind them that call nothing. */
    private static final Set<String> NO_CALL = Set.of(
            "in",
            "values",
            "and",
            "or",
            "not",
            "on",
            "using",
            "as",
            "from",
            "join",
            "select",
            "where",
            "when",
            "then",
            "else",
            "by",
            "having",
            "exists",
            "any",
            "some",
            "all",
            "over",
            "group",
            "distinct",
            "union",
            "except",
            "intersect",
            "minus",
            "limit",
            "offset",
            "between",
            "case",
            "is",
            "like",
            "ilike",
            "set",
            "with",
            "interval",
            "key",
            "unique",
            "check",
            "default",
            "to",
            "cube",
            "rollup",
            "sets",
            "qualify",
            "end",
            "exclude",
            "pivot",
            "unpivot",
            "for",
            "into",
            "filter",
            "top",
            "operator",
            "row",
            "varchar",
            "char",
            "decimal",
            "numeric",
            "timestamp",
            "time",
            "float",
            "distkey",
            "sortkey",
            "unnest",
            "table",
            "cross",
            "left",
            "right",
            "inner",
            "insert");

    /** After these words a name with a bracket is a call; after others it is a relation's or an alias. */
    private static final Set<String> BEFORE_CALL = Set.of(
            "select",
            "distinct",
            "all",
            "from",
            "join",
            "where",
            "and",
            "or",
            "not",
            "on",
            "by",
            "having",
            "qualify",
            "when",
            "then",
            "else",
            "case",
            "between",
            "in",
            "like",
            "ilike",
            "to",
            "set",
            "values",
            "limit",
            "offset",
            "is",
            "default",
            "approximate",
            "escape",
            "union",
            "except",
            "minus",
            "intersect",
            "any",
            "some",
            "unpivot",
            "isnull",
            "notnull",
            "zone",
            "top");

    /** Redshift runs them on its leader node, which sees no table of a user. */
    private static final Set<String> LEADER_ONLY = Set.of("now", "age", "isfinite", "generate_series");

    private final Tokens tokens;

    private Functions(Tokens tokens) {
        this.tokens = tokens;
    }

    private static Set<String> read() {
        try (InputStream in = Functions.class.getResourceAsStream("functions.txt")) {
            if (in == null) {
                throw new IllegalStateException("no functions.txt beside " + Functions.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Refusal> refuses(Tokens tokens, Supplier<Set<String>> own) {
        return new Functions(tokens).first(own);
    }

    private Optional<Refusal> first(Supplier<Set<String>> own) {
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            if (!isCall(at)) {
                continue;
            }
            String name = tokens.at(at).lower();
            if (LEADER_ONLY.contains(name) && readsUsersTable()) {
                return Optional.of(Refusal.notSupported(
                        "Specified types or functions (one per INFO message) not supported on Redshift tables."));
            }
            boolean tooMany = name.equals("concat") && arguments(at) != 2;
            if (tooMany) {
                return Optional.of(Refusal.noFunction(name));
            }
            if (!KNOWN.contains(name) && !own.get().contains(name)) {
                return Optional.of(Refusal.noFunction(name));
            }
        }
        return Optional.empty();
    }

    private boolean isCall(int at) {
        Token token = tokens.at(at);
        int open = tokens.next(at);
        if (token.kind() != Token.Kind.WORD || !tokens.at(open).isSymbol("(") || NO_CALL.contains(token.lower())) {
            return false;
        }
        int before = tokens.previous(at);
        if (tokens.at(before).isSymbol(".")) {
            return tokens.before(before).isAnyOf("pg_catalog", "information_schema");
        }
        if (tokens.at(before).isName()) {
            return BEFORE_CALL.contains(tokens.at(before).lower());
        }
        boolean type = tokens.at(before).isSymbol("::");
        boolean alias = tokens.at(before).isSymbol(")");
        boolean commonTable =
                tokens.at(before).isSymbol(",") && tokens.sequence(tokens.next(tokens.closing(open)), "as", "(");
        return !type && !alias && !commonTable;
    }

    private int arguments(int at) {
        int open = tokens.next(at);
        return tokens.arguments(open, tokens.closing(open)).size();
    }

    private boolean readsUsersTable() {
        Set<String> commonTables = new HashSet<>();
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            if (tokens.at(at).isName() && tokens.sequence(tokens.next(at), "as", "(")) {
                commonTables.add(tokens.at(at).name());
            }
        }
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            int name = tokens.next(at);
            boolean source = tokens.at(at).isAnyOf("from", "join")
                    && tokens.at(name).isName()
                    && !tokens.after(name).isSymbol("(");
            if (source
                    && !commonTables.contains(tokens.at(name).name())
                    && isUsers(tokens.at(name).name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUsers(String relation) {
        return !relation.startsWith("pg_")
                && !relation.equals("information_schema")
                && !relation.matches("(stl|stv|svl|svv|svcs|sys)_.*");
    }
}
