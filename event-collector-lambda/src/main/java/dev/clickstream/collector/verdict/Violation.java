package dev.clickstream.collector.verdict;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a message.
 *
 * @param pointer JSON pointer into the message as posted, e.g. {@code /properties/price}; empty for the whole message
 * @param rule the rule that was broken, in JSON Schema's words where it has one, e.g. {@code type}
 * @param hint what would be right, in plain words; never holds a value that was sent
 */
public record Violation(RejectionCode code, String pointer, String rule, String hint) {
    public Violation {
        requireNonNull(code, "code");
        requireNonNull(pointer, "pointer");
        requireNonNull(rule, "rule");
        requireNonNull(hint, "hint");
    }
}
