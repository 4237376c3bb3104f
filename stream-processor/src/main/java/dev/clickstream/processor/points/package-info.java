/**
 * What is known of each profile's categories: {@link dev.clickstream.processor.points.WorkingSet} keeps it in a store, and of the
 * profiles that are busy in memory.
 */
@NullMarked
package dev.clickstream.processor.points;

import org.jspecify.annotations.NullMarked;
