package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Date functions take their part as a bare word. DATEADD and DATEDIFF become a function per part, which PostgreSQL can
 * fold into the query; DATE_PART gets its part as text.
 */
final class DateParts {

    /** Every spelling to the one that names our functions. */
    private static final Map<String, String> PARTS = spellings(Map.ofEntries(
            Map.entry("year", "years y yr yrs"),
            Map.entry("quarter", "quarters qtr qtrs"),
            Map.entry("month", "months mon mons"),
            Map.entry("week", "weeks w"),
            Map.entry("day", "days d dayofyear"),
            Map.entry("hour", "hours h hr hrs"),
            Map.entry("minute", "minutes m min mins"),
            Map.entry("second", "seconds s sec secs"),
            Map.entry("millisecond", "milliseconds ms msec msecs"),
            Map.entry("microsecond", "microseconds us usec usecs")));

    private static final Set<String> ARITHMETIC = Set.of("dateadd", "datediff", "date_add", "date_diff");

    private DateParts() {}

    private static Map<String, String> spellings(Map<String, String> others) {
        return others.entrySet().stream()
                .flatMap(entry -> Stream.concat(
                                Stream.of(entry.getKey()),
                                Stream.of(entry.getValue().split(" ")))
                        .map(spelling -> Map.entry(spelling, entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static void rewrite(Tokens tokens) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            Token token = tokens.at(at);
            int open = tokens.next(at);
            if (token.kind() != Token.Kind.WORD || !tokens.at(open).isSymbol("(")) {
                continue;
            }
            if (ARITHMETIC.contains(token.lower())) {
                arithmetic(tokens, at, open);
            } else if (token.isAnyOf("date_part", "datepart", "pgdate_part")) {
                datePart(tokens, at, open);
            }
        }
    }

    private static void arithmetic(Tokens tokens, int at, int open) {
        int close = tokens.closing(open);
        List<String> arguments = tokens.arguments(open, close);
        String part = arguments.size() == 3 ? PARTS.get(partOf(arguments.getFirst())) : null;
        if (part == null) {
            return;
        }
        String function = tokens.at(at).lower().replace("_", "") + "_" + part;
        tokens.replace(
                at,
                close,
                "pg_catalog.%s(%s, %s)".formatted(function, typed(arguments.get(1)), typed(arguments.get(2))));
    }

    private static String partOf(String argument) {
        return argument.strip().replace("'", "").toLowerCase(Locale.ROOT);
    }

    /** A bare literal is a timestamp to Redshift, where PostgreSQL would take it for one with a time zone. */
    private static String typed(String argument) {
        Tokens inside = Tokens.of(argument.strip());
        return inside.size() == 1 && inside.at(0).isString() ? argument.strip() + "::timestamp" : argument.strip();
    }

    private static void datePart(Tokens tokens, int at, int open) {
        int part = tokens.next(open);
        if (tokens.at(part).kind() == Token.Kind.WORD) {
            String spelled = tokens.at(part).lower();
            String plain =
                    spelled.equals("dow") || spelled.equals("weekday") ? "dow" : PARTS.getOrDefault(spelled, spelled);
            String text = spelled.equals("dayofyear") ? "doy" : plain;
            tokens.set(part, new Token(Token.Kind.STRING, "'" + text + "'"));
        }
        tokens.set(at, Token.word("date_part"));
    }
}
