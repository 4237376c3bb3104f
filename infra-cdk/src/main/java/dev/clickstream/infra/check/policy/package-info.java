/**
 * IAM's decision, offline: {@link dev.clickstream.infra.check.policy.Account} collects the policies of synthesised stacks and
 * says of a {@link dev.clickstream.infra.check.policy.Request} whether it would be allowed, and which statement says so.
 */
@NullMarked
package dev.clickstream.infra.check.policy;

import org.jspecify.annotations.NullMarked;
