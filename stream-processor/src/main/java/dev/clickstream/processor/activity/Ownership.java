package dev.clickstream.processor.activity;

import org.jspecify.annotations.Nullable;

/**
 * Whose a device is from now on; the record's key is the device's profile. What the device did without naming a person, before
 * and after, is then shown by that person's profile instead of its own.
 *
 * @param profile the person's; null when the device belongs to nobody
 */
public record Ownership(@Nullable String profile) implements Interim {
    /** The device stands for itself. */
    public static final Ownership NOBODY = new Ownership(null);

    public Ownership {
        if (profile != null && profile.isBlank()) {
            throw new IllegalArgumentException("an owner's profile must hold text, was blank");
        }
    }
}
