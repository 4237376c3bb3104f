/** Recent items as features to train with: one row per profile, category and item, in Parquet. */
@NullMarked
package dev.clickstream.processor.rebuild.features;

import org.jspecify.annotations.NullMarked;
