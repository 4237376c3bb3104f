package dev.clickstream.redshift.sql.gate;

/** Why Redshift would not run a statement, as it says so itself where that is known. */
public record Refusal(String sqlState, String message) {

    private static final String SYNTAX = "42601";
    private static final String NOT_SUPPORTED = "0A000";
    private static final String NO_FUNCTION = "42883";
    private static final String NO_OBJECT = "42704";

    static Refusal syntax(String near) {
        return new Refusal(SYNTAX, "syntax error at or near \"" + near + "\"");
    }

    static Refusal notSupported(String message) {
        return new Refusal(NOT_SUPPORTED, message);
    }

    static Refusal noFunction(String name) {
        return new Refusal(NO_FUNCTION, "function " + name + "(...) does not exist");
    }

    static Refusal noOperator(String operator) {
        return new Refusal(NO_FUNCTION, "operator does not exist: " + operator);
    }

    static Refusal noType(String name) {
        return new Refusal(NO_OBJECT, "type \"" + name + "\" does not exist");
    }
}
