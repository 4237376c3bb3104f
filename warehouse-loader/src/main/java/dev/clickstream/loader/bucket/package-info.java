/**
 * The lake's bucket, where everything is written once: {@link dev.clickstream.loader.bucket.StageBucket} and S3's own.
 */
@NullMarked
package dev.clickstream.loader.bucket;

import org.jspecify.annotations.NullMarked;
