package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.Tokens;
import java.util.Optional;

/** Statements that are left alone because their text is a program's body. */
public final class Routines {

    private Routines() {}

    /** A function's or procedure's body is PostgreSQL's own language and runs behind the rewriting. */
    public static boolean isRoutine(Tokens tokens) {
        int at = tokens.first();
        if (!tokens.at(at).is("create")) {
            return tokens.at(at).is("do");
        }
        for (int word = 0; word < 4; word++) {
            at = tokens.next(at);
            if (tokens.at(at).isAnyOf("function", "procedure", "aggregate", "trigger")) {
                return true;
            }
        }
        return false;
    }

    /** What it is called, without its schema. */
    public static Optional<String> name(Tokens tokens) {
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            if (tokens.at(at).isSymbol("(") && tokens.before(at).isName()) {
                return Optional.of(tokens.before(at).name());
            }
        }
        return Optional.empty();
    }
}
