/** Collates all activity of a profile into one snapshot per changed category. */
@NullMarked
package dev.clickstream.processor.collation;

import org.jspecify.annotations.NullMarked;
