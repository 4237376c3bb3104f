/**
 * What was accepted once, sent on the main topics again: {@link dev.clickstream.processor.replay.Replay}.
 */
@NullMarked
package dev.clickstream.processor.replay;

import org.jspecify.annotations.NullMarked;
