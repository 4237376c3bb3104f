package dev.clickstream.cli.rules;

/** A change of a rule that is not made; the message says why and what to do instead. */
public final class RuleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuleRefused(String message) {
        super(message);
    }

    RuleRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
