package dev.clickstream.collector.treat;

import dev.clickstream.plan.Treatment;

/** What is done to a value, and what kind of thing it is. */
record Rule(Treatment treatment, Kind kind) {
    static final Rule NONE = new Rule(Treatment.NONE, Kind.TEXT);
}
