package dev.clickstream.processor.activity;

import dev.clickstream.recent.Point;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A point as members of a JSON object, wherever one is written: interim topic, store, snapshot. Its time is epoch milliseconds:
 * several times for each event it is written and read back, and a time as text took a sixth of all that.
 */
public final class PointJson {
    private PointJson() {}

    /** Writes the members into the object that was begun. */
    public static void write(JsonGenerator json, Point point) {
        json.writeStringProperty("itemId", point.itemId());
        if (!point.device().isEmpty()) {
            json.writeStringProperty("device", point.device());
        }
        json.writeNumberProperty("occurredAt", point.occurredAt().toEpochMilli());
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
                Instant.ofEpochMilli(time(tree.path("occurredAt"))),
                tree.path("messageId").asString(""),
                tree.path("removed").asBoolean(false),
                attributes);
    }

    private static long time(JsonNode occurredAt) {
        if (!occurredAt.isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "occurredAt must be epoch milliseconds, was " + occurredAt.getNodeType());
        }
        return occurredAt.longValue();
    }
}
