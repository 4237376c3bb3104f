package dev.clickstream.collector.decode;

/**
 * The bounds on what one event may say.
 *
 * @param depth objects and arrays in each other, the event itself included
 * @param tokens values, names and brackets
 * @param nameBytes of UTF-8, of one member's name
 * @param members of one object
 * @param textBytes of UTF-8, of one text
 * @param numberDigits of one number
 */
public record JsonLimits(int depth, int tokens, int nameBytes, int members, int textBytes, int numberDigits) {}
