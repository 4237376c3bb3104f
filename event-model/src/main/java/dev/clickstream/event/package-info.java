/**
 * The envelope that every program reads and writes, and the topics it travels on. Start with {@link
 * dev.clickstream.event.Event}; {@link dev.clickstream.event.EventJson} is its only wire form.
 */
@NullMarked
package dev.clickstream.event;

import org.jspecify.annotations.NullMarked;
