package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Tokens;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A view WITH NO SCHEMA BINDING names everything it reads with its schema. */
final class LateBinding {

    private LateBinding() {}

    static Optional<Refusal> refuses(Tokens tokens) {
        int binding = tokens.last();
        for (int word = 0; word < 3; word++) {
            binding = tokens.previous(binding);
        }
        if (!tokens.at(tokens.first()).is("create") || !tokens.sequence(binding, "with", "no", "schema", "binding")) {
            return Optional.empty();
        }
        Set<String> commonTables = new HashSet<>();
        for (int at = tokens.first(); at < binding; at = tokens.next(at)) {
            int after = tokens.next(at);
            int as = tokens.at(after).isSymbol("(") ? tokens.next(tokens.closing(after)) : after;
            if (tokens.at(at).isName() && tokens.sequence(as, "as", "(")) {
                commonTables.add(tokens.at(at).name());
            }
        }
        for (int at = tokens.first(); at < binding; at = tokens.next(at)) {
            int name = tokens.next(at);
            boolean relation = tokens.at(at).isAnyOf("from", "join")
                    && tokens.at(name).isName()
                    && !tokens.at(name + 1).isSymbol(".")
                    && !tokens.after(name).isSymbol("(")
                    && !ofFunction(tokens, at);
            if (relation && !commonTables.contains(tokens.at(name).name())) {
                return Optional.of(
                        Refusal.notSupported(
                                "All the relation names inside should be qualified when creating views with no schema binding."));
            }
        }
        return Optional.empty();
    }

    /** The FROM of EXTRACT, TRIM and SUBSTRING, and of IS DISTINCT FROM, names no relation. */
    private static boolean ofFunction(Tokens tokens, int from) {
        if (tokens.before(from).is("distinct")) {
            return true;
        }
        int depth = 0;
        for (int at = from - 1; at >= 0; at--) {
            depth -= Tokens.step(tokens.at(at));
            if (depth < 0) {
                return tokens.before(at).isAnyOf("extract", "trim", "substring");
            }
            if (depth == 0 && tokens.at(at).is("select")) {
                return false;
            }
        }
        return false;
    }
}
