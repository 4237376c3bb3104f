/**
 * What becomes of a record that cannot be processed: it goes to the dead letters with its bytes and its reason, and its
 * partition goes on (KIP-1033, KIP-1034).
 */
@NullMarked
package dev.clickstream.processor.failure;

import org.jspecify.annotations.NullMarked;
