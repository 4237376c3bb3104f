/** Rules in Redis: the connection, the hash that programs read, and the notices of changes. */
@NullMarked
package dev.clickstream.rules.redis;

import org.jspecify.annotations.NullMarked;
