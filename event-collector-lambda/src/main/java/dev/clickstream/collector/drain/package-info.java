/**
 * Brings spilled batches to Kafka. {@link dev.clickstream.collector.drain.Drain} is the work; a program, a thread of the running
 * collector and a function run it.
 */
@NullMarked
package dev.clickstream.collector.drain;

import org.jspecify.annotations.NullMarked;
