/** The lines of the bill, one class per part of the platform. A line's amount is the product of what its formula shows. */
@NullMarked
package dev.clickstream.infra.cost.line;

import org.jspecify.annotations.NullMarked;
