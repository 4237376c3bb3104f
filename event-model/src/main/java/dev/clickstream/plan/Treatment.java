package dev.clickstream.plan;

/** What is done to a property before it reaches Kafka. */
public enum Treatment {
    NONE,
    HASH,
    TOKENISE,
    TRUNCATE,
    ENCRYPT,
    DROP
}
