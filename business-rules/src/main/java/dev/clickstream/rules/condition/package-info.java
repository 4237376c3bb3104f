/**
 * Conditions over an event, in CEL (the Common Expression Language): compiled and type-checked once, evaluated per event with
 * limits on what an evaluation may cost.
 */
@NullMarked
package dev.clickstream.rules.condition;

import org.jspecify.annotations.NullMarked;
