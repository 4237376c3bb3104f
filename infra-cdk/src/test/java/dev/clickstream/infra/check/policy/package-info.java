/** The evaluator against what IAM's documentation says of each element, and the real roles against what they must not do. */
@NullMarked
package dev.clickstream.infra.check.policy;

import org.jspecify.annotations.NullMarked;
