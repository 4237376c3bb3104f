/** How much a source may send. Start with {@link dev.clickstream.collector.rate.RateLimits}. */
@NullMarked
package dev.clickstream.collector.rate;

import org.jspecify.annotations.NullMarked;
