/**
 * Which source sends: write keys, where they stand in a request, and whose they are. A write key names a source; it lies
 * open in every browser and is no secret. Start with {@link dev.clickstream.collector.access.Admission}.
 */
@NullMarked
package dev.clickstream.collector.access;

import org.jspecify.annotations.NullMarked;
