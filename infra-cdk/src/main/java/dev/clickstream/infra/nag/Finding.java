package dev.clickstream.infra.nag;

/**
 * What a rule says of a resource.
 *
 * @param reason why the rule is not followed; empty unless suppressed
 */
public record Finding(
        String pack, String rule, String resource, Compliance compliance, Level level, String reason, String info) {
    public enum Compliance {
        COMPLIANT,
        NON_COMPLIANT,
        SUPPRESSED,
        /** The rule could not be decided, which counts as not followed. */
        UNKNOWN
    }

    public enum Level {
        ERROR,
        WARNING
    }

    /** Whether it must be mended or argued. */
    public boolean isOpen() {
        return compliance == Compliance.NON_COMPLIANT || compliance == Compliance.UNKNOWN;
    }
}
