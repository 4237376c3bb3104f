/**
 * The log that is loaded: {@link dev.clickstream.loader.source.SourceLog} and Kafka's own.
 */
@NullMarked
package dev.clickstream.loader.source;

import org.jspecify.annotations.NullMarked;
