package dev.clickstream.redshift.sql;

/** Pieces of PostgreSQL's SQL that several rules write. */
public final class SqlText {

    /** A statement that does nothing, for what Redshift does and PostgreSQL need not. */
    public static final String NOTHING = "do $redshift$ begin end $redshift$";

    private SqlText() {}

    /** A literal that means the same whatever the session thinks of backslashes. */
    public static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Calls a function of ours as a statement without a result. */
    public static String call(String function, String... arguments) {
        return "do $redshift$ begin perform " + function + "(" + String.join(", ", arguments) + "); end $redshift$";
    }

    /** A statement that fails as Redshift would. */
    public static String failure(String sqlState, String message) {
        return "do $redshift$ begin raise exception using errcode = " + literal(sqlState) + ", message = "
                + literal(message) + "; end $redshift$";
    }
}
