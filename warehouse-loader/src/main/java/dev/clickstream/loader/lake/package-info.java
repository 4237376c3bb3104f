/**
 * People who were erased, taken out of the lake's files: {@link dev.clickstream.loader.lake.LakeErasure}.
 */
@NullMarked
package dev.clickstream.loader.lake;

import org.jspecify.annotations.NullMarked;
