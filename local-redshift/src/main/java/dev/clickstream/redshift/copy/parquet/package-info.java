/** Parquet read without Hadoop: flat columns, row by row, as the text PostgreSQL's COPY takes. */
@NullMarked
package dev.clickstream.redshift.copy.parquet;

import org.jspecify.annotations.NullMarked;
