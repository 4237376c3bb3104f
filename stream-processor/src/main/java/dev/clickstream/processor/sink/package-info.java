/** Writes snapshots to DynamoDB; the only part that writes outside Kafka. */
@NullMarked
package dev.clickstream.processor.sink;

import org.jspecify.annotations.NullMarked;
