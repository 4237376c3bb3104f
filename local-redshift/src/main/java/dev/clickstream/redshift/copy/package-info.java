/**
 * {@code COPY ... FROM 's3://...' FORMAT AS PARQUET}: the statement, its manifest, the files, and the rows as
 * PostgreSQL's own COPY takes them. {@link dev.clickstream.redshift.copy.CopyLoader} is the way in.
 */
@NullMarked
package dev.clickstream.redshift.copy;

import org.jspecify.annotations.NullMarked;
