/** Which profile an event belongs to, and the links of devices to people that decide it. */
@NullMarked
package dev.clickstream.processor.identity;

import org.jspecify.annotations.NullMarked;
