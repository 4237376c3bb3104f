/** The verbs behind the front door, one class each; {@code Main} lists them. */
@NullMarked
package dev.clickstream.cli;

import org.jspecify.annotations.NullMarked;
