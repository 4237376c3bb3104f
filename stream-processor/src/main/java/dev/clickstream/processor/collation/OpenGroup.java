package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;

/**
 * A group of activity of one profile that waits for its window to close.
 *
 * @param openedAt when its first activity was processed, epoch milliseconds
 * @param events how many activities it holds
 * @param categories that they touched
 */
record OpenGroup(long openedAt, int events, SortedSet<String> categories) {
    static OpenGroup openedAt(long now) {
        return new OpenGroup(now, 0, new TreeSet<>());
    }

    OpenGroup with(String category) {
        SortedSet<String> touched = new TreeSet<>(categories);
        touched.add(category);
        return new OpenGroup(openedAt, events + 1, touched);
    }

    static Serde<OpenGroup> serde() {
        return new JsonSerde<>(
                "an open group",
                (json, group) -> {
                    json.writeNumberProperty("openedAt", group.openedAt());
                    json.writeNumberProperty("events", group.events());
                    json.writeArrayPropertyStart("categories");
                    group.categories().forEach(json::writeString);
                    json.writeEndArray();
                },
                tree -> {
                    SortedSet<String> categories = new TreeSet<>();
                    tree.path("categories").forEach(category -> categories.add(category.asString()));
                    return new OpenGroup(
                            tree.path("openedAt").asLong(0), tree.path("events").asInt(0), categories);
                });
    }
}
