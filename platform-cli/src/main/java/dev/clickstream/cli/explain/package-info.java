/** Why an item is, or is not, among the recent items of a profile. Start with {@link dev.clickstream.cli.explain.ItemHistory}. */
@NullMarked
package dev.clickstream.cli.explain;

import org.jspecify.annotations.NullMarked;
