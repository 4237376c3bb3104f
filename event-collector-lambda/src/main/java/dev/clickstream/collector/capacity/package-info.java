/**
 * Keeps what all requests under way take of the memory within bounds. Start with {@link
 * dev.clickstream.collector.capacity.RequestMemory}.
 */
@NullMarked
package dev.clickstream.collector.capacity;

import org.jspecify.annotations.NullMarked;
