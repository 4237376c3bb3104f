package dev.clickstream.loader.landing;

/** What a column of a landing table holds. */
public enum ColumnType {
    TEXT,
    /** JSON text: too long a one is replaced, not cut. */
    JSON,
    /** Microseconds since 1970, UTC. */
    TIMESTAMP,
    INTEGER,
    BIGINT
}
