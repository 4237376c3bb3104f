package dev.clickstream.redshift.copy;

import java.util.Optional;

/** Why a COPY cannot go on, as the client is told and as the load error tables show it. */
public final class CopyFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Syntax of the statement, as PostgreSQL calls it. */
    public static final String SYNTAX = "42601";

    /** What Redshift gives for nearly all that goes wrong while loading. */
    public static final String INTERNAL = "XX000";

    private final String sqlState;
    private final Where where;

    /** @param line counted from 1, 0 if no row is to blame */
    public record Where(String file, long line, String column) {

        static final Where NOWHERE = new Where("", 0, "");
    }

    private CopyFailure(String sqlState, String message, Where where) {
        super(message);
        this.sqlState = sqlState;
        this.where = where;
    }

    public static CopyFailure refused(String sqlState, String message) {
        return new CopyFailure(sqlState, message, Where.NOWHERE);
    }

    public static CopyFailure syntax(String message) {
        return new CopyFailure(SYNTAX, message, Where.NOWHERE);
    }

    static CopyFailure of(String message) {
        return new CopyFailure(INTERNAL, message, Where.NOWHERE);
    }

    public static CopyFailure inFile(String file, String message) {
        return new CopyFailure(INTERNAL, message, new Where(file, 0, ""));
    }

    public static CopyFailure inRow(Where where, String message) {
        return new CopyFailure(INTERNAL, message, where);
    }

    public String sqlState() {
        return sqlState;
    }

    public String text() {
        return Optional.ofNullable(getMessage()).orElse("COPY failed");
    }

    public Where where() {
        return where;
    }
}
