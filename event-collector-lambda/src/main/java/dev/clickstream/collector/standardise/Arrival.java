package dev.clickstream.collector.standardise;

import dev.clickstream.event.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a message came: what the request and its batch say about it.
 *
 * @param type that the request's path names; null on a path for all
 * @param userAgent of the request; counts when the message's context has none
 * @param sentAt of the batch, as sent; the default of the message's
 * @param context of the batch; its members are defaults for the message's
 */
public record Arrival(
        Instant receivedAt,
        @Nullable EventType type,
        @Nullable String userAgent,
        @Nullable JsonNode sentAt,
        @Nullable ObjectNode context) {}
