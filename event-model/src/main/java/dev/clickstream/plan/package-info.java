/**
 * The tracking plan: one annotated JSON Schema per event, the one place that says what an event holds, where it goes, what
 * becomes a recent item and how its data is treated. Start with {@link dev.clickstream.plan.TrackingPlan}.
 */
@NullMarked
package dev.clickstream.plan;

import org.jspecify.annotations.NullMarked;
