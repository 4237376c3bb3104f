/** What people put on a wishlist and took off it. */
@NullMarked
package dev.clickstream.processor.wishlist;

import org.jspecify.annotations.NullMarked;
