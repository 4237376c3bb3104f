/** Queries on the warehouse. */
@NullMarked
package dev.clickstream.cli.warehouse;

import org.jspecify.annotations.NullMarked;
