/**
 * Our own checks of the synthesised stacks, for what cdk-nag cannot see. {@link dev.clickstream.infra.check.Checks} lists them,
 * {@link dev.clickstream.infra.check.CheckCommand} runs them over a folder of {@code cdk synth}.
 */
@NullMarked
package dev.clickstream.infra.check;

import org.jspecify.annotations.NullMarked;
