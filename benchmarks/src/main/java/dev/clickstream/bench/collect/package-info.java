/** How much the collector takes, beside two limits: its own HTTP stack without work, and Kafka's producer without HTTP. Start with {@link dev.clickstream.bench.collect.CollectorRun}. */
@NullMarked
package dev.clickstream.bench.collect;

import org.jspecify.annotations.NullMarked;
