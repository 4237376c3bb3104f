/** Whose a device is, as the log of merges tells it; and how an operator undoes a link. */
@NullMarked
package dev.clickstream.cli.identity;

import org.jspecify.annotations.NullMarked;
