/** Reads the lake's Parquet files without Hadoop: {@link dev.clickstream.lake.ParquetTable}. */
@NullMarked
package dev.clickstream.lake;

import org.jspecify.annotations.NullMarked;
