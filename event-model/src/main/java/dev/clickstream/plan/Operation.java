package dev.clickstream.plan;

/** What an activity does to an item of its category. */
public enum Operation {
    ADD,
    REMOVE
}
