/** What people booked: a booking closes the item's cart and wishlist points. */
@NullMarked
package dev.clickstream.processor.booking;

import org.jspecify.annotations.NullMarked;
