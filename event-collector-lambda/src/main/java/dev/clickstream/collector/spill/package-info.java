/**
 * Accepted batches in S3 while the brokers are away. Start with {@link
 * dev.clickstream.collector.spill.SpillingEventPublisher}; what lies in the bucket is drained by the package {@code drain}.
 */
@NullMarked
package dev.clickstream.collector.spill;

import org.jspecify.annotations.NullMarked;
