package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import java.util.Locale;

/** JSON functions whose last argument may be a flag, and the constructors ARRAY and OBJECT of SUPER values. */
final class JsonFunctions {

    private JsonFunctions() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            int open = tokens.next(at);
            if (tokens.at(at).kind() != Token.Kind.WORD || !tokens.at(open).isSymbol("(")) {
                continue;
            }
            switch (tokens.at(at).lower()) {
                case "json_extract_path_text" -> extractPath(tokens, at, open);
                case "json_serialize" -> { // a keyword of PostgreSQL unless its schema is said
                    if (!tokens.before(at).isSymbol(".")) {
                        tokens.set(at, Token.word("pg_catalog.json_serialize"));
                    }
                }
                case "array" -> array(tokens, at, open);
                case "object" -> tokens.set(at, Token.word("pg_catalog.jsonb_build_object"));
                default -> {}
            }
        }
    }

    /** An array of a query is PostgreSQL's own, which psql asks for. */
    private static void array(Tokens tokens, int at, int open) {
        if (!tokens.after(open).is("select")) {
            tokens.set(at, Token.word("pg_catalog.jsonb_build_array"));
        }
    }

    /** {@code null_if_invalid} comes last in Redshift; after a variable number of path steps it cannot come last here. */
    private static void extractPath(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, close);
        String last = arguments.isEmpty() ? "" : arguments.getLast().strip().toLowerCase(Locale.ROOT);
        boolean flagged = last.equals("true") || last.equals("false");
        if (flagged && arguments.size() > 2) {
            String path = String.join(",", arguments.subList(1, arguments.size() - 1));
            tokens.replace(
                    at,
                    close,
                    "rs_compat.json_extract_path_text_or_null(%s, %s, %s)".formatted(last, arguments.getFirst(), path));
        } else {
            tokens.set(at, Token.word("pg_catalog.json_extract_path_text"));
        }
    }
}
