/** Lists that others keep and we ship, a line each: {@link dev.clickstream.collector.list.KeptList}. */
@NullMarked
package dev.clickstream.collector.list;

import org.jspecify.annotations.NullMarked;
