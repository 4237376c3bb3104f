package dev.clickstream.collector.decode;

import static java.util.Objects.requireNonNull;

/**
 * The bounds on one request.
 *
 * @param bodyBytes of the body as posted
 * @param inflatedBytes of a gzip body once inflated
 * @param inflateRatio inflated bytes for each posted one; a body that grows more is a bomb
 * @param events messages in one body
 * @param eventBytes of one message, as posted; also of a batch's shared context
 * @param json what one message may say
 */
public record DecodeLimits(
        int bodyBytes, int inflatedBytes, int inflateRatio, int events, int eventBytes, JsonLimits json) {
    public DecodeLimits {
        requireNonNull(json, "json");
    }
}
