/**
 * Builds the table of recent items anew, from the log. What is published is a pure function of the set of points, so this is no
 * stream but a batch: read everything ({@code history}), fold it ({@link dev.clickstream.processor.rebuild.Fold}), write it
 * beside the live table, compare, switch ({@link dev.clickstream.processor.rebuild.Rebuild}).
 */
@NullMarked
package dev.clickstream.processor.rebuild;

import org.jspecify.annotations.NullMarked;
