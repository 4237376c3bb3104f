package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Locale;

/** RATIO_TO_REPORT, PERCENTILE_CONT as a window function, FIRST_VALUE and LAST_VALUE with IGNORE NULLS. */
final class Aggregates {

    private Aggregates() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            int open = tokens.next(at);
            if (tokens.at(at).kind() != Token.Kind.WORD || !tokens.at(open).isSymbol("(")) {
                continue;
            }
            switch (tokens.at(at).lower()) {
                case "ratio_to_report" -> ratio(tokens, at, open);
                case "percentile_cont", "percentile_disc" -> percentile(tokens, at, open);
                case "first_value", "last_value" -> ignoreNulls(tokens, at, open);
                default -> {}
            }
        }
    }

    private static void ratio(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        int over = tokens.next(close);
        if (!tokens.at(over).is("over")) {
            return;
        }
        int windowOpen = tokens.next(over);
        int windowClose = tokens.closing(windowOpen);
        String value = tokens.text(open + 1, close);
        String window = tokens.text(windowOpen, windowClose + 1);
        tokens.replace(
                at,
                windowClose,
                "((%s)::double precision / nullif(sum(%s) over %s, 0))".formatted(value, value, window));
    }

    /** PostgreSQL's ordered-set aggregates know no OVER: ours take the ordering as an argument. */
    private static void percentile(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        int within = tokens.next(close);
        if (!tokens.sequence(within, "within", "group", "(")) {
            return;
        }
        int orderOpen = tokens.endOfSequence(within, 3);
        int orderClose = tokens.closing(orderOpen);
        if (!tokens.after(orderClose).is("over")) {
            return;
        }
        int value = tokens.next(tokens.endOfSequence(tokens.next(orderOpen), 2));
        boolean descending = tokens.at(tokens.previous(orderClose)).is("desc");
        int end = tokens.at(tokens.previous(orderClose)).isAnyOf("asc", "desc")
                ? tokens.previous(orderClose)
                : orderClose;
        String fraction = tokens.text(open + 1, close).strip();
        tokens.replace(
                at,
                orderClose,
                "rs_compat.%s_over(%s, (%s)::double precision)"
                        .formatted(
                                tokens.at(at).lower(),
                                descending ? "1 - (" + fraction + ")" : fraction,
                                tokens.text(value, end).strip()));
    }

    private static void ignoreNulls(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        String value = tokens.text(open + 1, close).strip();
        int end = close;
        boolean inside = value.toLowerCase(Locale.ROOT).matches("(?s).*\\signore\\s+nulls");
        boolean outside = tokens.sequence(tokens.next(close), "ignore", "nulls");
        if (inside) {
            value = value.replaceFirst("(?is)\\s+ignore\\s+nulls$", "");
        } else if (outside) {
            end = tokens.endOfSequence(tokens.next(close), 2);
        } else {
            respectNulls(tokens, close);
            return;
        }
        tokens.replace(
                at, end, "rs_compat.%s_not_null(%s)".formatted(tokens.at(at).lower(), value));
    }

    /** It is the default of both; PostgreSQL has no word for it before version 19. */
    private static void respectNulls(Tokens tokens, int close) {
        if (tokens.sequence(tokens.next(close), "respect", "nulls")) {
            tokens.remove(tokens.next(close), tokens.endOfSequence(tokens.next(close), 2));
        } else if (tokens.sequence(tokens.previous(tokens.previous(close)), "respect", "nulls")) {
            tokens.remove(tokens.previous(tokens.previous(close)), tokens.previous(close));
        }
    }
}
