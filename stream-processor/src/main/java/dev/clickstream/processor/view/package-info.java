/** What people looked at and clicked. */
@NullMarked
package dev.clickstream.processor.view;

import org.jspecify.annotations.NullMarked;
