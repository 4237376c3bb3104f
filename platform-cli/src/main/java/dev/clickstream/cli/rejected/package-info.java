/** What the collector refused, and how it is sent again. Start with {@link dev.clickstream.cli.rejected.Rejection}. */
@NullMarked
package dev.clickstream.cli.rejected;

import org.jspecify.annotations.NullMarked;
