/** The estimate against arithmetic done by hand, and against itself. */
@NullMarked
package dev.clickstream.infra.cost;

import org.jspecify.annotations.NullMarked;
