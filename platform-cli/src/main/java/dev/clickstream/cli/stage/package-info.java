/** The stages an event passes, and how many are at each. */
@NullMarked
package dev.clickstream.cli.stage;

import org.jspecify.annotations.NullMarked;
