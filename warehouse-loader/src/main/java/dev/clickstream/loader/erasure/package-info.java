/**
 * People who were erased, kept out of what lands and taken out of what has landed: {@link
 * dev.clickstream.loader.erasure.LandedErasure}.
 */
@NullMarked
package dev.clickstream.loader.erasure;

import org.jspecify.annotations.NullMarked;
