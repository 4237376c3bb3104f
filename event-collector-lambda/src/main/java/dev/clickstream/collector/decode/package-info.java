/**
 * From the bytes of a request to its messages. Start with {@link dev.clickstream.collector.decode.BodyDecoder}: it finds
 * the messages; {@link dev.clickstream.collector.decode.StrictJson} reads one.
 */
@NullMarked
package dev.clickstream.collector.decode;

import org.jspecify.annotations.NullMarked;
