/**
 * From a message as an SDK sends it to the envelope {@link dev.clickstream.event.Event}. Start with {@link
 * dev.clickstream.collector.standardise.Standardiser}.
 */
@NullMarked
package dev.clickstream.collector.standardise;

import org.jspecify.annotations.NullMarked;
