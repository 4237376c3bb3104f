/** The stream processor and Faust side by side: the same events from the same broker, and what each takes for them. */
@NullMarked
package dev.clickstream.bench.peer;

import org.jspecify.annotations.NullMarked;
