package dev.clickstream.launcher;

import java.util.Locale;

/** What the local platform can start. */
public enum Service {
    KAFKA,
    DYNAMODB,
    S3,
    REDIS,
    REDSHIFT;

    /** As the {@code --services} option spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
