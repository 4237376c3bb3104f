/** The JSON form of rules and their versions, on the topic, in Redis, in the table and in a user's file. */
@NullMarked
package dev.clickstream.rules.json;

import org.jspecify.annotations.NullMarked;
