/**
 * Whether what was acknowledged is there, once: bucket, history and landing tables held against each other, and what to do
 * where they differ. {@link dev.clickstream.loader.audit.Audit}.
 */
@NullMarked
package dev.clickstream.loader.audit;

import org.jspecify.annotations.NullMarked;
