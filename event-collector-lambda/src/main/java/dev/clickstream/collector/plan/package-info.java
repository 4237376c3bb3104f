/**
 * Holds events against the tracking plan. Start with {@link dev.clickstream.collector.plan.PlanValidator}.
 */
@NullMarked
package dev.clickstream.collector.plan;

import org.jspecify.annotations.NullMarked;
