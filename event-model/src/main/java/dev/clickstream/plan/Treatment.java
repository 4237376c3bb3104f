package dev.clickstream.plan;

/** What is done to a property before it reaches Kafka. */
public enum Treatment {
    NONE,
    /** A keyed hash: equal values stay equal until the key is rotated; never read back. */
    HASH,
    /** A token: equal values of one kind stay equal for good; never read back. */
    TOKENISE,
    /** Only the part that does not tell a person: the network of an address, the year of a birthday. */
    TRUNCATE,
    /** Can be read back by who holds the key; equal values do not look equal. */
    ENCRYPT,
    DROP
}
