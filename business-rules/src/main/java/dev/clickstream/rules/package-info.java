/**
 * Business rules: what a rule is ({@link dev.clickstream.rules.Rule}) and one version of it
 * ({@link dev.clickstream.rules.RuleVersion}). {@code json} is their form, {@code store} the truth, {@code publish} brings
 * versions out, {@code force} is the snapshot that acts in a program.
 */
@NullMarked
package dev.clickstream.rules;

import org.jspecify.annotations.NullMarked;
