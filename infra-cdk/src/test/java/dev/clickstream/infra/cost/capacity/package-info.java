/** The capacity model, and the profiles held against it. */
@NullMarked
package dev.clickstream.infra.cost.capacity;

import org.jspecify.annotations.NullMarked;
