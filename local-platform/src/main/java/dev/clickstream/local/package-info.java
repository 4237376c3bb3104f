/**
 * Every server the programs talk to, real and on one machine. Start with {@link dev.clickstream.local.Main}; {@link
 * dev.clickstream.local.Platform} says what needs what. The programs know nothing of this: they get addresses.
 */
@NullMarked
package dev.clickstream.local;

import org.jspecify.annotations.NullMarked;
