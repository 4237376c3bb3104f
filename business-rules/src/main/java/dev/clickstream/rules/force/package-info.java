/** The rules in force in a program: an immutable snapshot, what it says of an event, and the cache that renews it. */
@NullMarked
package dev.clickstream.rules.force;

import org.jspecify.annotations.NullMarked;
