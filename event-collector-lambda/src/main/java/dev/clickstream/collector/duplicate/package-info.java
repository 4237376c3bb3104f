/**
 * Tells senders which of their events came before. Start with {@link dev.clickstream.collector.duplicate.RecentMessageIds}.
 */
@NullMarked
package dev.clickstream.collector.duplicate;

import org.jspecify.annotations.NullMarked;
