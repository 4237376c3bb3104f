/**
 * Who was erased, in a form from which nobody can be read: {@link dev.clickstream.erasure.ErasureList}. Whoever lets events in
 * again asks it.
 */
@NullMarked
package dev.clickstream.erasure;

import org.jspecify.annotations.NullMarked;
