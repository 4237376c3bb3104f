package dev.clickstream.redshift.sql.gate;

import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Says whether Redshift would take a statement. What it does not know passes, and PostgreSQL has the word. */
public final class Gate {

    private static final Set<String> NOT_LOOKED_INTO = Set.of(
            "set",
            "reset",
            "show",
            "copy",
            "comment",
            "grant",
            "revoke",
            "attach",
            "detach",
            "call",
            "execute",
            "begin",
            "commit",
            "rollback",
            "start",
            "end",
            "abort",
            "analyze",
            "vacuum",
            "lock",
            "use",
            "close",
            "fetch",
            "deallocate",
            "cancel",
            "unload",
            "refresh");

    private Gate() {}

    /**
     * The first reason found not to run it.
     *
     * @param ownFunctions names of the functions people made, asked only if one is called that Redshift does not have
     */
    public static Optional<Refusal> refuses(Tokens tokens, Supplier<Set<String>> ownFunctions) {
        if (tokens.size() == tokens.first()) {
            return Optional.empty();
        }
        Optional<Refusal> command = Commands.refuses(tokens);
        String first = tokens.at(tokens.first()).lower();
        if (command.isPresent() || NOT_LOOKED_INTO.contains(first) || definesOtherThanRelation(tokens, first)) {
            return command;
        }
        return Clauses.refuses(tokens)
                .or(() -> Types.refuses(tokens))
                .or(() -> ReservedWords.refuses(tokens))
                .or(() -> LateBinding.refuses(tokens))
                .or(() -> Functions.refuses(tokens, ownFunctions));
    }

    /** Users, roles, policies and routines have names and bodies, but no expressions of ours to read. */
    private static boolean definesOtherThanRelation(Tokens tokens, String first) {
        if (!first.equals("create") && !first.equals("alter") && !first.equals("drop")) {
            return false;
        }
        int at = tokens.next(tokens.first());
        while (tokens.at(at).isAnyOf("or", "replace", "local", "temporary", "temp", "materialized")) {
            at = tokens.next(at);
        }
        return !tokens.at(at).isAnyOf("table", "view", "schema");
    }
}
