/**
 * The compact form of what is written and read for each event: store values, interim records, snapshots. The first byte is the
 * form's version, which no JSON text begins with, so that what an earlier version wrote as JSON is told from it.
 */
@NullMarked
package dev.clickstream.processor.binary;

import org.jspecify.annotations.NullMarked;
