/** Brings stored versions out: to the topic, to Redis, and to the programs that wait for a notice. */
@NullMarked
package dev.clickstream.rules.publish;

import org.jspecify.annotations.NullMarked;
