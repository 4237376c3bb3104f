/**
 * The hot store in DynamoDB: {@link dev.clickstream.recent.table.SnapshotItem} is the layout, {@link
 * dev.clickstream.recent.table.DynamoDbRecentItemsStore} and its asynchronous sister read and write it, {@link
 * dev.clickstream.recent.table.TablePointer} says which table is the live one, {@link dev.clickstream.recent.table.ItemSize}
 * tells what an item costs.
 */
@NullMarked
package dev.clickstream.recent.table;

import org.jspecify.annotations.NullMarked;
