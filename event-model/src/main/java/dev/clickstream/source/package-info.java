/**
 * Who may send, and by which keys: one JSON document, read by the collector and edited by {@code ./clickstream sources}. Start
 * with {@link dev.clickstream.source.Sources}.
 */
@NullMarked
package dev.clickstream.source;

import org.jspecify.annotations.NullMarked;
