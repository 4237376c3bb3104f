package dev.clickstream.redshift.sql.expression;

import dev.clickstream.redshift.sql.Token;
import dev.clickstream.redshift.sql.Tokens;
import java.util.Set;

/** Aliases that a statement itself gives to SUPER values: {@code json_parse(x) as p}, {@code e.props as payload}. */
final class SuperAliases {

    private static final String[] CONSTRUCTORS = {
        "json_parse", "split_to_array", "jsonb_build_array", "jsonb_build_object", "array_concat", "subarray"
    };

    private SuperAliases() {}

    static void learn(Tokens tokens, Set<String> superNames) {
        for (int as = 0; as < tokens.size(); as++) {
            if (!tokens.at(as).is("as") || !tokens.after(as).isName()) {
                continue;
            }
            if (isSuper(tokens, tokens.previous(as), superNames)) {
                superNames.add(tokens.after(as).name());
            }
        }
    }

    private static boolean isSuper(Tokens tokens, int last, Set<String> superNames) {
        Token token = tokens.at(last);
        if (token.isSymbol(")")) {
            int open = opening(tokens, last);
            return tokens.before(open).isAnyOf(CONSTRUCTORS);
        }
        if (token.is("super")) {
            return tokens.before(last).isSymbol("::");
        }
        boolean bareColumn = token.isName() && superNames.contains(token.name());
        return bareColumn && !Clauses.isInFrom(tokens, last);
    }

    private static int opening(Tokens tokens, int close) {
        int depth = 0;
        for (int at = close; at >= 0; at--) {
            depth -= Tokens.step(tokens.at(at));
            if (depth == 0) {
                return at;
            }
        }
        return 0;
    }
}
