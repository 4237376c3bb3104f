/**
 * Kafka to S3 to Redshift, every record exactly once. Start with {@link dev.clickstream.loader.Cycle}: one plan, its files, one
 * transaction. {@link dev.clickstream.loader.Loader} runs cycles until it is told to stop.
 */
@NullMarked
package dev.clickstream.loader;

import org.jspecify.annotations.NullMarked;
