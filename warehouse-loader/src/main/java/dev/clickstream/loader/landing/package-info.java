/**
 * The landing tables and how a record becomes a row of one: {@link dev.clickstream.loader.landing.RowMaker}. Whatever a
 * record holds, its row fits its table, so that no load fails because of content.
 */
@NullMarked
package dev.clickstream.loader.landing;

import org.jspecify.annotations.NullMarked;
