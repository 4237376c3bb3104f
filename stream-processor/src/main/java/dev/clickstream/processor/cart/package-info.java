/** What people put into the cart and took out. */
@NullMarked
package dev.clickstream.processor.cart;

import org.jspecify.annotations.NullMarked;
