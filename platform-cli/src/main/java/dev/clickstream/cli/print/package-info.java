/** What a terminal is shown: tables and progress. */
@NullMarked
package dev.clickstream.cli.print;

import org.jspecify.annotations.NullMarked;
