/**
 * Who was erased, as the processor follows it: {@link dev.clickstream.processor.erasure.ErasureTopic}. Events, links and points
 * of before an erasure are left out wherever they come from, and swept out of the stores.
 */
@NullMarked
package dev.clickstream.processor.erasure;

import org.jspecify.annotations.NullMarked;
