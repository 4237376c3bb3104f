package dev.clickstream.recent;

import java.time.Duration;

/** How the weight of an item falls with its age. */
@FunctionalInterface
public interface Decay {
    /** Every item weighs 1. */
    Decay NONE = age -> 1.0;

    /** The weight at this age: 1 for now, falling towards 0. */
    double weight(Duration age);

    /**
     * Exponential decay: the weight halves with every half-life, {@code 2^(-age / halfLife)}. An item of the future weighs 1.
     *
     * @throws IllegalArgumentException if the half-life is not positive
     */
    static Decay halfLife(Duration halfLife) {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("half-life must be positive, was " + halfLife);
        }
        return age -> age.isNegative() ? 1.0 : Math.pow(2, -(double) age.toMillis() / halfLife.toMillis());
    }

    /**
     * Falls evenly: 1 for now, 0 from the span on, {@code 1 - age / span} between. An item of the future weighs 1.
     *
     * @throws IllegalArgumentException if the span is not positive
     */
    static Decay linear(Duration span) {
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("span must be positive, was " + span);
        }
        return age -> Math.clamp(1 - (double) age.toMillis() / span.toMillis(), 0.0, 1.0);
    }
}
