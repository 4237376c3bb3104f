/**
 * From events per second to the numbers of a deployment: partitions, brokers, concurrency, tasks, units. {@link
 * dev.clickstream.infra.cost.capacity.Assumptions} says what is taken for granted about the traffic and the programs.
 */
@NullMarked
package dev.clickstream.infra.cost.capacity;

import org.jspecify.annotations.NullMarked;
