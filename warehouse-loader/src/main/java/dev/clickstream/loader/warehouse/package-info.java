/**
 * The transaction that makes a load visible, and the tables that hold the truth about progress: {@link
 * dev.clickstream.loader.warehouse.Warehouse}.
 */
@NullMarked
package dev.clickstream.loader.warehouse;

import org.jspecify.annotations.NullMarked;
