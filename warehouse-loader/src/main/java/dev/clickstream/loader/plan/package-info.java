/**
 * What one load takes from Kafka, fixed before anything is read: {@link dev.clickstream.loader.plan.LoadPlan}.
 */
@NullMarked
package dev.clickstream.loader.plan;

import org.jspecify.annotations.NullMarked;
