/**
 * The newest items of a profile, per category. Recommenders need {@link dev.clickstream.recent.RecentItemsReader} alone;
 * {@link dev.clickstream.recent.RecentItems} is the merge, free of any store; {@link dev.clickstream.recent.SnapshotItem} is
 * the layout in DynamoDB.
 */
@NullMarked
package dev.clickstream.recent;

import org.jspecify.annotations.NullMarked;
