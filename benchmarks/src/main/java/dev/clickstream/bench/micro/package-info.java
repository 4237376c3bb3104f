/** The pure functions on each event's way, measured by JMH. */
@NullMarked
package dev.clickstream.bench.micro;

import org.jspecify.annotations.NullMarked;
