/**
 * One event in a query: for e-mails and pages without scripts. Start with {@link
 * dev.clickstream.collector.pixel.PixelQuery}.
 */
@NullMarked
package dev.clickstream.collector.pixel;

import org.jspecify.annotations.NullMarked;
