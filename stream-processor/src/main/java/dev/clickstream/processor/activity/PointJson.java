package dev.clickstream.processor.activity;

import dev.clickstream.event.EventJson;
import dev.clickstream.recent.Point;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A point as members of a JSON object, wherever one is written: interim topic, store, snapshot. */
public final class PointJson {
    private PointJson() {}

    /** Writes the members into the object that was begun. */
    public static void write(JsonGenerator json, Point point) {
        json.writeStringProperty("itemId", point.itemId());
        if (!point.device().isEmpty()) {
            json.writeStringProperty("device", point.device());
        }
        json.writeStringProperty("occurredAt", EventJson.time(point.occurredAt()));
        json.writeStringProperty("messageId", point.messageId());
        if (point.removed()) {
            json.writeBooleanProperty("removed", true);
        }
        if (!point.attributes().isEmpty()) {
            json.writeObjectPropertyStart("attributes");
            point.attributes().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /** @throws IllegalArgumentException if a member is missing or is no time */
    public static Point read(JsonNode tree) {
        Map<String, String> attributes = new HashMap<>();
        tree.path("attributes").forEachEntry((name, value) -> attributes.put(name, value.asString()));
        return new Point(
                tree.path("itemId").asString(""),
                tree.path("device").asString(""),
                Instant.parse(tree.path("occurredAt").asString("")),
                tree.path("messageId").asString(""),
                tree.path("removed").asBoolean(false),
                attributes);
    }
}
