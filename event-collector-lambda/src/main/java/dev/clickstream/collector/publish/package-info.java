/**
 * From a verdict to the broker's acknowledgement. Start with {@link dev.clickstream.collector.publish.EventPublisher};
 * {@link dev.clickstream.collector.publish.OutgoingRecord} says what is written where.
 */
@NullMarked
package dev.clickstream.collector.publish;

import org.jspecify.annotations.NullMarked;
