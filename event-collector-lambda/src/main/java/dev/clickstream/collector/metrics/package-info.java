/** What the collector counts. Start with {@link dev.clickstream.collector.metrics.CollectorMetrics}. */
@NullMarked
package dev.clickstream.collector.metrics;

import org.jspecify.annotations.NullMarked;
