/** UNLOAD: the rows of a query as files on S3. {@link dev.clickstream.redshift.unload.Unloader} writes what a session has read. */
@NullMarked
package dev.clickstream.redshift.unload;

import org.jspecify.annotations.NullMarked;
