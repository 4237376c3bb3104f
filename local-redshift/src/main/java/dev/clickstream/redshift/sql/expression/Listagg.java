package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import java.util.Locale;

/** {@code LISTAGG(value, separator) WITHIN GROUP (ORDER BY ...)} is {@code string_agg} with the order inside. */
final class Listagg {

    private Listagg() {}

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            int open = tokens.next(at);
            if (tokens.at(at).is("listagg") && tokens.at(open).isSymbol("(")) {
                rewrite(tokens, at, open);
            }
        }
    }

    private static void rewrite(Tokens tokens, int at, int open) {
        int end = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, end);
        if (arguments.isEmpty()) {
            return;
        }
        String value = arguments.getFirst().strip();
        boolean distinct = value.toLowerCase(Locale.ROOT).startsWith("distinct ");
        if (distinct) {
            value = value.substring("distinct ".length()).strip();
        }
        String separator = arguments.size() > 1 ? arguments.get(1).strip() : "''";
        String order = "";
        int within = tokens.next(end);
        if (tokens.sequence(within, "within", "group", "(")) {
            int orderOpen = tokens.endOfSequence(within, 3);
            end = tokens.closing(orderOpen);
            order = tokens.text(orderOpen + 1, end).strip();
        }
        if (tokens.after(end).is("over")) {
            order = ""; // PostgreSQL has no order inside an aggregate that is a window function
        }
        tokens.replace(
                at,
                end,
                "string_agg(%s(%s)::text, %s %s)"
                        .formatted(
                                distinct ? "distinct " : "",
                                value,
                                separator,
                                distinct ? ofDistinct(order, value) : order));
    }

    /** With DISTINCT, PostgreSQL orders by the aggregated expression itself, so it must be written the same. */
    private static String ofDistinct(String order, String value) {
        if (order.isEmpty()) {
            return order;
        }
        Tokens words = Tokens.of(order);
        int from = words.next(words.endOfSequence(words.first(), 2));
        Token last = words.at(words.last());
        int to = last.isAnyOf("asc", "desc") ? words.last() : words.size();
        String by = words.text(from, to).strip();
        boolean itself = by.equalsIgnoreCase(value) || by.equals("1");
        return itself ? "order by (%s)::text%s".formatted(value, last.is("desc") ? " desc" : "") : order;
    }
}
