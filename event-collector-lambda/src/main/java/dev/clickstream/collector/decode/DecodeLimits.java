package dev.clickstream.collector.decode;

/**
 * The bounds on one request.
 *
 * @param bodyBytes of the body, as posted and again inflated
 * @param events messages in one body
 * @param eventBytes of one message, as posted; also of a batch's shared context
 */
public record DecodeLimits(int bodyBytes, int events, int eventBytes) {}
