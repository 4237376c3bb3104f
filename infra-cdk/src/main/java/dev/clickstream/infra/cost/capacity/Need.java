package dev.clickstream.infra.cost.capacity;

import static java.util.Objects.requireNonNull;

/** What the capacity model asks for. @param formula with the numbers put in */
public record Need(String what, String formula, double value, String unit) {
    public Need {
        requireNonNull(what, "what");
        requireNonNull(formula, "formula");
        requireNonNull(unit, "unit");
    }
}
