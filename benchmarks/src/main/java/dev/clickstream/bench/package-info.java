/** The verbs of {@code ./clickstream bench}: what the stream processor costs, and how fast it is. */
@NullMarked
package dev.clickstream.bench;

import org.jspecify.annotations.NullMarked;
