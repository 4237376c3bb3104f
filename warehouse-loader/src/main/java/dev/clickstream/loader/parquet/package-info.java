/**
 * Rows as Parquet, without Hadoop: {@link dev.clickstream.loader.parquet.ParquetFile}.
 */
@NullMarked
package dev.clickstream.loader.parquet;

import org.jspecify.annotations.NullMarked;
