package dev.clickstream.infra.cost.line;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.cost.capacity.Numbers;
import dev.clickstream.infra.cost.price.Price;

/**
 * One line of the bill.
 *
 * @param part of the platform, e.g. {@code Kafka}
 * @param formula with the numbers put in; its product is the amount
 */
public record CostLine(String part, String what, String formula, double monthlyUsd) {
    public CostLine {
        requireNonNull(part, "part");
        requireNonNull(what, "what");
        requireNonNull(formula, "formula");
        if (!(monthlyUsd >= 0)) {
            throw new IllegalArgumentException("%s, %s must not be negative, was %s".formatted(part, what, monthlyUsd));
        }
    }

    /** The product of the quantities and the price. */
    static CostLine of(String part, String what, Price price, Factor... quantities) {
        double product = 1;
        StringBuilder formula = new StringBuilder();
        for (Factor quantity : quantities) {
            product = quantity.applyTo(product);
            if (!formula.isEmpty()) {
                formula.append(quantity.divides() ? " / " : " x ");
            }
            formula.append(quantity.text());
        }
        formula.append(" x ")
                .append(Numbers.exact(price.usd()))
                .append(" USD per ")
                .append(price.unit());
        return new CostLine(part, what, formula.toString(), product * price.usd());
    }
}
