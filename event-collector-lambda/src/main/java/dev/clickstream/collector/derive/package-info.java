/**
 * What follows from an event's context: who its user agent is, where its visitor came from. Start with {@link
 * dev.clickstream.collector.derive.Derivation}.
 */
@NullMarked
package dev.clickstream.collector.derive;

import org.jspecify.annotations.NullMarked;
