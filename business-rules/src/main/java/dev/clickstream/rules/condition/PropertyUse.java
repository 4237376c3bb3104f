package dev.clickstream.rules.condition;

/**
 * A property that a condition names as {@code properties.<name>}.
 *
 * @param line of the condition, from 1
 * @param column from 1
 */
public record PropertyUse(String name, int line, int column) {}
