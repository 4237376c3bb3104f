package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.binary.BinarySerde;
import org.apache.kafka.common.serialization.Serde;
import tools.jackson.databind.JsonNode;

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
        String name = "an open group";
        return new BinarySerde<>(
                name,
                (out, group) -> out.number(group.openedAt).number(group.lastAt).count(group.events),
                in -> new OpenGroup(in.number(), in.number(), (int) in.count()),
                JsonSerde.readingOnly(name, OpenGroup::readJson));
    }

    private static OpenGroup readJson(JsonNode tree) {
        return new OpenGroup(
                tree.path("openedAt").asLong(0),
                tree.path("lastAt").asLong(0),
                tree.path("events").asInt(0));
    }
}
