/** Checks of what keeps data: Kafka, the warehouse, tables, buckets, the cache, keys, secrets and logs. */
@NullMarked
package dev.clickstream.infra.check.data;

import org.jspecify.annotations.NullMarked;
