package dev.clickstream.infra.cost.line;

import dev.clickstream.infra.cost.capacity.Numbers;

/** One number of a formula. @param divides what stands before it, instead of multiplying it */
public record Factor(double value, String unit, boolean divides) {
    public Factor {
        if (divides && value == 0) {
            throw new IllegalArgumentException("cannot divide by 0 " + unit);
        }
    }

    public static Factor times(double value, String unit) {
        return new Factor(value, unit, false);
    }

    public static Factor per(double value, String unit) {
        return new Factor(value, unit, true);
    }

    double applyTo(double product) {
        return divides ? product / value : product * value;
    }

    String text() {
        return unit.isEmpty() ? Numbers.plain(value) : Numbers.plain(value) + " " + unit;
    }
}
