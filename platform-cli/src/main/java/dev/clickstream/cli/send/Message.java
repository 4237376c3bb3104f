package dev.clickstream.cli.send;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One event as an SDK would send it. */
public record Message(ObjectNode json) {
    public Message {
        requireNonNull(json, "json");
    }

    /** What keeps one device's events in order: the same choice as the platform's own key. */
    public String key() {
        JsonNode anonymousId = json.path("anonymousId");
        return anonymousId.isString()
                ? anonymousId.stringValue()
                : json.path("userId").stringValue("");
    }
}
