package dev.clickstream.infra.cost.capacity;

import static java.util.Objects.requireNonNull;

/**
 * A number that the estimate takes for granted.
 *
 * @param why where it comes from; "guess" where nothing better is known
 */
public record Assumption(String name, double value, String unit, String why) {
    public Assumption {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        requireNonNull(why, "why");
        if (value < 0) {
            throw new IllegalArgumentException("%s must not be negative, was %s".formatted(name, value));
        }
    }
}
