/**
 * The stream services. {@link dev.clickstream.processor.WorkflowsTopology} turns events into activity on the interim topic,
 * {@link dev.clickstream.processor.GroupsTopology} collates it into snapshots, {@code sink} writes them to DynamoDB; {@link
 * dev.clickstream.processor.Main} starts what the settings name.
 */
@NullMarked
package dev.clickstream.processor;

import org.jspecify.annotations.NullMarked;
