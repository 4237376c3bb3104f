package dev.clickstream.rules;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One version of a rule. Versions are never changed: a change is the next version.
 *
 * @param version from 1, without gaps
 * @param author who wrote it
 * @param reason why
 * @param writtenAt to the millisecond
 */
public record RuleVersion(Rule rule, int version, Mode mode, String author, String reason, Instant writtenAt) {
    public RuleVersion {
        requireNonNull(rule, "rule");
        requireNonNull(mode, "mode");
        if (version < 1) {
            throw new IllegalArgumentException("\"version\" must be at least 1, was " + version);
        }
        if (author.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException("a version needs \"author\" and \"reason\"");
        }
        writtenAt = writtenAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** How a version is named where it acted, e.g. {@code drop-probe@3}. */
    public String name() {
        return rule.id() + "@" + version;
    }

    /** The version after this one: the same rule in another mode. */
    public RuleVersion next(Mode changed, String by, String why, Instant at) {
        return new RuleVersion(rule, version + 1, changed, by, why, at);
    }
}
