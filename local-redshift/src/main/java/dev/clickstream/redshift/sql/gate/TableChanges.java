package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;

/** ALTER TABLE: one action at a time, and few of PostgreSQL's. */
final class TableChanges {

    private TableChanges() {}

    /** @param table where the word TABLE stands */
    static Optional<Refusal> refuses(Tokens tokens, int table) {
        int name = tokens.next(table);
        if (tokens.sequence(name, "if", "exists")) {
            return Optional.of(Refusal.syntax(tokens.after(name).text()));
        }
        if (tokens.at(name).is("only")) {
            return Optional.of(Refusal.syntax(tokens.at(name).text()));
        }
        int end = name;
        while (tokens.at(end + 1).isSymbol(".")) {
            end += 2;
        }
        int action = tokens.next(end);
        for (Tokens.Span span : tokens.split(action, tokens.size(), ",")) {
            if (span.to() < tokens.size()) {
                return Optional.of(Refusal.syntax(","));
            }
        }
        int what = tokens.next(action);
        return switch (tokens.at(action).lower()) {
            case "add", "drop" -> existence(tokens, what);
            case "alter" -> column(tokens, what);
            case "enable", "disable", "inherit", "cluster", "validate", "replica", "set" -> set(tokens, action, what);
            default -> Optional.empty();
        };
    }

    private static Optional<Refusal> existence(Tokens tokens, int what) {
        int at = tokens.at(what).isAnyOf("column", "constraint") ? tokens.next(what) : what;
        return tokens.at(at).is("if")
                ? Optional.of(Refusal.syntax(tokens.after(at).text()))
                : Optional.empty();
    }

    private static Optional<Refusal> set(Tokens tokens, int action, int what) {
        boolean external = tokens.at(action).is("set") && tokens.at(what).isAnyOf("location", "file", "table");
        return external
                ? Optional.empty()
                : Optional.of(Refusal.syntax(tokens.at(action).text()));
    }

    private static Optional<Refusal> column(Tokens tokens, int what) {
        if (tokens.at(what).isAnyOf("distkey", "diststyle", "sortkey", "compound", "interleaved", "encode")) {
            return Optional.empty();
        }
        int column = tokens.at(what).is("column") ? tokens.next(what) : what;
        int verb = tokens.next(column);
        Token type = tokens.after(verb);
        if (tokens.at(verb).is("type")) {
            boolean text = type.isAnyOf("varchar", "character", "nvarchar", "text", "varbyte");
            return text
                    ? Optional.empty()
                    : Optional.of(Refusal.notSupported(
                            "ALTER COLUMN TYPE is only supported for VARCHAR columns, not for type \"" + type.text()
                                    + "\""));
        }
        return tokens.at(verb).is("encode")
                ? Optional.empty()
                : Optional.of(Refusal.notSupported(
                        "ALTER COLUMN " + tokens.at(verb).text().toUpperCase(java.util.Locale.ROOT) + " "
                                + type.text().toUpperCase(java.util.Locale.ROOT) + " is not supported"));
    }
}
