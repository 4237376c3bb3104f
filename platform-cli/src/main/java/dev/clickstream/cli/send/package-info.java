/** Sends a stream of messages to the collector, and keeps account of what became of each. */
@NullMarked
package dev.clickstream.cli.send;

import org.jspecify.annotations.NullMarked;
