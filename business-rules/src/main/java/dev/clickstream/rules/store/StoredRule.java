package dev.clickstream.rules.store;

/**
 * A version of a rule as it is stored. Its JSON is not read here: a program that does not know a newer kind leaves that rule
 * out, and still has the others.
 *
 * @param published whether it was brought to the topic and to Redis
 */
public record StoredRule(String id, int version, String json, boolean published) {}
