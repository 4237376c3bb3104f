/**
 * What the platform costs, and how large it must be. {@link dev.clickstream.infra.cost.CostCommand} prints it, {@link
 * dev.clickstream.infra.cost.CostDocument} writes docs/reference/cost.md. Prices, the capacity model and the cost lines lie
 * in a package each; every line carries its formula with the numbers put in.
 */
@NullMarked
package dev.clickstream.infra.cost;

import org.jspecify.annotations.NullMarked;
