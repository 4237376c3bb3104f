package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * Activity in one category of one profile that waits for its window to close.
 *
 * @param openedAt when its first activity was processed, epoch milliseconds
 * @param lastAt when its last activity was processed, epoch milliseconds
 * @param events how many activities it holds
 */
record OpenGroup(long openedAt, long lastAt, int events) {
    static OpenGroup openedAt(long now) {
        return new OpenGroup(now, now, 1);
    }

    OpenGroup with(long now) {
        return new OpenGroup(openedAt, now, events + 1);
    }

    static Serde<OpenGroup> serde() {
        return new JsonSerde<>(
                "an open group",
                (json, group) -> {
                    json.writeNumberProperty("openedAt", group.openedAt());
                    json.writeNumberProperty("lastAt", group.lastAt());
                    json.writeNumberProperty("events", group.events());
                },
                tree -> new OpenGroup(
                        tree.path("openedAt").asLong(0),
                        tree.path("lastAt").asLong(0),
                        tree.path("events").asInt(0)));
    }
}
