/** Recorded events: CSV files, and the mapping files that say how their rows become events. */
@NullMarked
package dev.clickstream.cli.file;

import org.jspecify.annotations.NullMarked;
