/** Additions of the same item within a rule's window count once. */
@NullMarked
package dev.clickstream.processor.fold;

import org.jspecify.annotations.NullMarked;
