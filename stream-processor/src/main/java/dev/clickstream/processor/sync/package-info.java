/**
 * What a person's other devices want to know at once: a tiny state per person, told before any group closes. {@link
 * dev.clickstream.processor.sync.SyncStates} works it out beside collation, {@link dev.clickstream.processor.sync.SyncSink}
 * brings it to Redis.
 */
@NullMarked
package dev.clickstream.processor.sync;

import org.jspecify.annotations.NullMarked;
