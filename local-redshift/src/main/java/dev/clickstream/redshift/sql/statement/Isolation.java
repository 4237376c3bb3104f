package dev.clickstream.redshift.sql.statement;

import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.sql.Tokens;

/**
 * How transactions are kept apart: SNAPSHOT (PostgreSQL's REPEATABLE READ) unless the database is set to SERIALIZABLE. What a
 * transaction asks for itself is read and has no effect, as in Redshift.
 */
public final class Isolation {

    private Isolation() {}

    /** BEGIN and START TRANSACTION without the level. */
    public static String rewrite(Tokens tokens) {
        int level = find(tokens);
        if (level < 0) {
            return tokens.sql();
        }
        int end = tokens.endOfSequence(level, 3);
        boolean twoWords = tokens.at(end).isAnyOf("read", "repeatable");
        tokens.remove(level, twoWords ? tokens.next(end) : end);
        return tokens.sql();
    }

    /** SET TRANSACTION and SET SESSION CHARACTERISTICS that only ask for a level. */
    static boolean isOnlyLevel(Tokens tokens) {
        int what = tokens.next(tokens.first());
        return (tokens.at(what).is("transaction") || tokens.sequence(what, "session", "characteristics"))
                && find(tokens) >= 0;
    }

    /** {@code ALTER DATABASE d ISOLATION LEVEL SERIALIZABLE}, for sessions that begin later. */
    public static String ofDatabase(Tokens tokens) {
        int level = find(tokens);
        if (level < 0) {
            return tokens.sql();
        }
        String name = tokens.after(tokens.next(tokens.first())).name();
        boolean serializable = tokens.at(tokens.endOfSequence(level, 3)).is("serializable");
        return "alter database %s set default_transaction_isolation = '%s'"
                .formatted(SqlText.quoted(name), serializable ? "serializable" : "repeatable read");
    }

    public static String ofNewDatabase(Tokens tokens) {
        int level = find(tokens);
        if (level < 0) {
            return tokens.sql();
        }
        int word = tokens.endOfSequence(level, 3);
        if (tokens.at(word).is("serializable")) {
            return SqlText.failure(
                    "0A000",
                    "the local stand-in makes databases with SNAPSHOT isolation only: ALTER DATABASE changes it");
        }
        tokens.remove(level, word);
        return tokens.sql();
    }

    private static int find(Tokens tokens) {
        for (int at = tokens.first(); at < tokens.size(); at = tokens.next(at)) {
            if (tokens.sequence(at, "isolation", "level")) {
                return at;
            }
        }
        return -1;
    }
}
