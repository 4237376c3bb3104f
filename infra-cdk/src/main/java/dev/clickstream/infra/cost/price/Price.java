package dev.clickstream.infra.cost.price;

import static java.util.Objects.requireNonNull;

/**
 * What one unit costs.
 *
 * @param usd list price of one unit, on demand, without tax, discount or free tier
 * @param unit as it stands in a formula, e.g. {@code GB-month}
 * @param source the page that states it
 * @param basis how far the number was verified
 */
public record Price(String name, double usd, String unit, String source, Basis basis) {

    /** How a price was found. */
    public enum Basis {
        /** Read in AWS's price list, as printed by a tool that queries it, or in two independent places that agree. */
        LOOKED_UP,
        /** Not found in writing for this region; the nearest known price, or the size below times two. */
        ASSUMED
    }

    public Price {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
        requireNonNull(source, "source");
        requireNonNull(basis, "basis");
        if (usd < 0) {
            throw new IllegalArgumentException("a price is not negative, %s was %s".formatted(name, usd));
        }
    }
}
