/** Which table of recent items is the live one: {@link dev.clickstream.recent.pointer.TablePointer}. */
@NullMarked
package dev.clickstream.recent.pointer;

import org.jspecify.annotations.NullMarked;
