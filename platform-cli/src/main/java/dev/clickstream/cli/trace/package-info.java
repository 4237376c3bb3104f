/** One event's way through every hop. Start with {@link dev.clickstream.cli.trace.EventTrace}. */
@NullMarked
package dev.clickstream.cli.trace;

import org.jspecify.annotations.NullMarked;
