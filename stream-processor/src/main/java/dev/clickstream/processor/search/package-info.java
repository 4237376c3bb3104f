/** What people searched and filtered. */
@NullMarked
package dev.clickstream.processor.search;

import org.jspecify.annotations.NullMarked;
