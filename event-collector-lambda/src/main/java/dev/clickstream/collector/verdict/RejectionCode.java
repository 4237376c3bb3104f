package dev.clickstream.collector.verdict;

import java.util.Locale;

/** Why one message was refused, for programs: few, stable, and the label of a counter. */
public enum RejectionCode {
    NOT_AN_OBJECT,
    INVALID_JSON,
    TOO_LARGE,
    UNKNOWN_WRITE_KEY,
    /** Its source may not send events of this name. */
    EVENT_NOT_ALLOWED,
    /** The tracking plan does not know it, and its source may send only what is planned. */
    UNPLANNED_EVENT,
    UNKNOWN_TYPE,
    MISSING_FIELD,
    WRONG_FIELD,
    UNREADABLE_TIME,
    NUMBER_OUT_OF_RANGE,
    SCHEMA_VIOLATION,
    /** The message met a fault in the collector. It is kept like any other: an error would make the sender repeat it for ever. */
    COLLECTOR_FAULT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The code in JSON and metrics, e.g. {@code schema_violation}. */
    public String word() {
        return word;
    }
}
