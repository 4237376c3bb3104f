package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;

/** CONCAT, NVL, NVL2, DECODE and TRY_CAST, which PostgreSQL follows as Redshift does only when they are written out. */
final class Conditionals {

    private Conditionals() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            int open = tokens.next(at);
            boolean call = tokens.at(at).kind() == Token.Kind.WORD
                    && tokens.at(open).isSymbol("(")
                    && !tokens.before(at).isSymbol(".");
            if (!call) {
                continue;
            }
            switch (tokens.at(at).lower()) {
                case "nvl", "isnull" -> tokens.set(at, Token.word("coalesce"));
                case "concat" -> concat(tokens, at, open);
                case "avg" -> tokens.set(at, Token.word("rs_compat.avg"));
                case "nvl2" -> nvl2(tokens, at, open);
                case "decode" -> decode(tokens, at, open);
                case "try_cast" -> tryCast(tokens, at, open);
                default -> {}
            }
        }
    }

    /** Null if one of the two is; PostgreSQL's own would leave it out. */
    private static void concat(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, close);
        if (arguments.size() == 2) {
            tokens.replace(at, close, "((%s)::text || (%s)::text)".formatted(arguments.get(0), arguments.get(1)));
        }
    }

    private static void nvl2(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, close);
        if (arguments.size() == 3) {
            tokens.replace(
                    at,
                    close,
                    "(case when (%s) is not null then %s else %s end)"
                            .formatted(arguments.get(0), arguments.get(1), arguments.get(2)));
        }
    }

    /** With two arguments it is PostgreSQL's own function of that name. */
    private static void decode(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, close);
        if (arguments.size() < 3) {
            return;
        }
        StringBuilder text = new StringBuilder("(case");
        int argument = 1;
        for (; argument + 1 < arguments.size(); argument += 2) {
            text.append(" when (%s) is not distinct from (%s) then %s"
                    .formatted(arguments.getFirst(), arguments.get(argument), arguments.get(argument + 1)));
        }
        if (argument < arguments.size()) {
            text.append(" else ").append(arguments.get(argument));
        }
        tokens.replace(at, close, text.append(" end)").toString());
    }

    private static void tryCast(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        int depth = 0;
        for (int as = close - 1; as > open; as--) {
            depth -= Tokens.step(tokens.at(as));
            if (depth == 0 && tokens.at(as).is("as")) {
                String value = tokens.text(open + 1, as);
                String type = tokens.text(as + 1, close);
                tokens.replace(at, close, "rs_compat.try_cast((%s)::text, null::%s)".formatted(value, type.strip()));
                return;
            }
        }
    }
}
