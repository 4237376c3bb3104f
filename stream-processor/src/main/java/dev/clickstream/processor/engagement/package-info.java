/** Pages, screens and promotions. */
@NullMarked
package dev.clickstream.processor.engagement;

import org.jspecify.annotations.NullMarked;
