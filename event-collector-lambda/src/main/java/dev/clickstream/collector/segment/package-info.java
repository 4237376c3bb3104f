/**
 * What Segment's SDKs and Rudder's ask for beyond the messages themselves: their paths, and the settings that their browser
 * SDKs fetch. Start with {@link dev.clickstream.collector.segment.SegmentPaths}.
 */
@NullMarked
package dev.clickstream.collector.segment;

import org.jspecify.annotations.NullMarked;
