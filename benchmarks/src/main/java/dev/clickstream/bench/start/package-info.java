/** How long the collector takes until it answers: {@link dev.clickstream.bench.start.ColdStartRun}. */
@NullMarked
package dev.clickstream.bench.start;

import org.jspecify.annotations.NullMarked;
