package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;
import java.util.Set;

/** Whole commands, and forms of them, that Redshift does not have. */
final class Commands {

    /** PostgreSQL 8.0 had them, and Redshift says that it has not. */
    private static final Set<String> OBJECTS_NOT_SUPPORTED = Set.of(
            "index",
            "trigger",
            "rule",
            "sequence",
            "domain",
            "type",
            "tablespace",
            "operator",
            "aggregate",
            "cast",
            "conversion");

    /** PostgreSQL got them after 8.0: Redshift's parser does not know the word. */
    private static final Set<String> OBJECTS_UNKNOWN = Set.of(
            "extension",
            "collation",
            "publication",
            "subscription",
            "server",
            "statistics",
            "event",
            "foreign",
            "unlogged",
            "access",
            "policy",
            "text",
            "transform");

    private static final Set<String> COMMANDS_UNKNOWN = Set.of(
            "do",
            "listen",
            "notify",
            "unlisten",
            "reindex",
            "cluster",
            "checkpoint",
            "load",
            "import",
            "security",
            "reassign",
            "discard");

    private Commands() {}

    static Optional<Refusal> refuses(Tokens tokens) {
        Token first = tokens.at(tokens.first());
        int second = tokens.next(tokens.first());
        if (first.kind() == Token.Kind.WORD && COMMANDS_UNKNOWN.contains(first.lower())) {
            return Optional.of(Refusal.syntax(first.text()));
        }
        return switch (first.lower()) {
            case "create", "alter", "drop" -> object(tokens, second);
            case "truncate" -> truncate(tokens, second);
            case "explain" -> explain(tokens, second);
            case "grant", "revoke" -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> object(Tokens tokens, int second) {
        int at = second;
        while (tokens.at(at).isAnyOf("or", "replace", "unique", "constraint", "trusted")) {
            at = tokens.next(at);
        }
        Token kind = tokens.at(at);
        if (kind.kind() == Token.Kind.WORD && OBJECTS_NOT_SUPPORTED.contains(kind.lower())) {
            return Optional.of(Refusal.notSupported("SQL command \"%s\" not supported on Redshift tables."
                    .formatted(tokens.sql().strip())));
        }
        if (kind.kind() == Token.Kind.WORD && OBJECTS_UNKNOWN.contains(kind.lower())) {
            return Optional.of(Refusal.syntax(kind.text()));
        }
        if (tokens.at(tokens.first()).is("create") && kind.isAnyOf("function", "procedure")) {
            return language(tokens, kind);
        }
        if (tokens.at(tokens.first()).is("alter") && kind.is("table")) {
            return TableChanges.refuses(tokens, at);
        }
        boolean table = kind.isAnyOf("table", "local", "temp", "temporary") && tokens.contains("table");
        return tokens.at(tokens.first()).is("create") && table ? TableClauses.refuses(tokens) : Optional.empty();
    }

    /** Functions are SQL (or Python, or Lambda's), procedures PL/pgSQL. */
    private static Optional<Refusal> language(Tokens tokens, Token kind) {
        Set<String> known = kind.is("procedure") ? Set.of("plpgsql") : Set.of("sql", "plpythonu");
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            if (tokens.at(at).is("language")
                    && !known.contains(tokens.after(at).lower().replace("'", ""))) {
                return Optional.of(Refusal.notSupported("language \"%s\" is not supported for a %s"
                        .formatted(tokens.after(at).text(), kind.lower())));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> truncate(Tokens tokens, int second) {
        int name = tokens.at(second).is("table") ? tokens.next(second) : second;
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        int after = tokens.next(end);
        return after < tokens.size()
                ? Optional.of(Refusal.syntax(tokens.at(after).text()))
                : Optional.empty();
    }

    private static Optional<Refusal> explain(Tokens tokens, int second) {
        Token option = tokens.at(second);
        boolean unknown = option.isAnyOf("analyze", "analyse")
                || (option.isSymbol("(") && !tokens.after(second).isAnyOf("select", "with"));
        return unknown ? Optional.of(Refusal.syntax(option.text())) : Optional.empty();
    }
}
