package dev.clickstream.processor.fold;

import dev.clickstream.event.EventJson;
import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.activity.PointJson;
import dev.clickstream.recent.Point;
import dev.clickstream.rules.activity.FoldedItem;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A folded item as the store keeps it. */
final class FoldedItemSerde {
    private FoldedItemSerde() {}

    static Serde<FoldedItem> serde() {
        return new JsonSerde<>("a folded item", FoldedItemSerde::write, FoldedItemSerde::read);
    }

    private static void write(JsonGenerator json, FoldedItem item) {
        json.writeStringProperty("window", EventJson.time(item.window()));
        time(json, "publishedAt", item.publishedAt());
        time(json, "removedAt", item.removedAt());
        Point held = item.held();
        if (held != null) {
            json.writeObjectPropertyStart("held");
            PointJson.write(json, held);
            json.writeEndObject();
        }
    }

    private static FoldedItem read(JsonNode tree) {
        return new FoldedItem(
                Instant.parse(tree.path("window").asString("")),
                time(tree, "publishedAt"),
                time(tree, "removedAt"),
                held(tree.path("held")));
    }

    private static void time(JsonGenerator json, String name, Instant time) {
        if (!time.equals(Instant.MIN)) {
            json.writeStringProperty(name, EventJson.time(time));
        }
    }

    private static Instant time(JsonNode tree, String name) {
        return tree.has(name) ? Instant.parse(tree.path(name).asString("")) : Instant.MIN;
    }

    private static @Nullable Point held(JsonNode tree) {
        return tree.isObject() ? PointJson.read(tree) : null;
    }
}
