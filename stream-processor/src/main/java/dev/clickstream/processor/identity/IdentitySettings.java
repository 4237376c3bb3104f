package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import java.util.function.Predicate;

/**
 * What limits links of devices and people.
 *
 * @param mostPeople that may share a device; one that more people used is nobody's
 * @param blocks tells ids that an operator keeps from linking; asked for devices and people alike
 */
public record IdentitySettings(int mostPeople, Predicate<String> blocks) {
    public IdentitySettings {
        if (mostPeople < 1) {
            throw new IllegalArgumentException("at least one person uses a device, was " + mostPeople);
        }
        requireNonNull(blocks, "blocks");
    }
}
