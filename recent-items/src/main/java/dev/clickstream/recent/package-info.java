/**
 * The newest items of a profile, per category. Recommenders need {@link dev.clickstream.recent.RecentItemsReader}, or {@link
 * dev.clickstream.recent.AsyncRecentItemsReader}, over a store of the package {@code table}; {@link
 * dev.clickstream.recent.RecentItems} is the merge, free of any store.
 */
@NullMarked
package dev.clickstream.recent;

import org.jspecify.annotations.NullMarked;
