package dev.clickstream.processor.sync;

import dev.clickstream.event.EventJson;
import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinarySerde;
import dev.clickstream.processor.binary.BinaryWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person's devices are told.
 *
 * @param version grows with each change; at least the wall clock's milliseconds, so that it grows even over a lost state
 * @param last the newest item of each category that has one
 * @param counts how many items the categories that are counted hold
 */
public record SyncState(
        String userId, long version, SortedMap<String, LastItem> last, SortedMap<String, Integer> counts) {
    /** An item and when something was done with it. */
    public record LastItem(String itemId, Instant occurredAt) {}

    public SyncState {
        last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    static SyncState of(String userId) {
        return new SyncState(userId, 0, new TreeMap<>(), new TreeMap<>());
    }

    /** Whether there is nothing to tell. */
    boolean isEmpty() {
        return last.isEmpty() && counts.values().stream().allMatch(count -> count == 0);
    }

    /** @param item null if nothing is left of the category */
    SyncState withLast(String category, @Nullable LastItem item) {
        SortedMap<String, LastItem> changed = new TreeMap<>(last);
        if (item == null) {
            changed.remove(category);
        } else {
            changed.put(category, item);
        }
        return new SyncState(userId, version, changed, counts);
    }

    SyncState withCount(String category, int count) {
        SortedMap<String, Integer> changed = new TreeMap<>(counts);
        changed.put(category, count);
        return new SyncState(userId, version, last, changed);
    }

    SyncState next(long now) {
        return new SyncState(userId, Math.max(version + 1, now), last, counts);
    }

    /** Its wire form is what the device gets. */
    public static Serde<SyncState> serde() {
        return new JsonSerde<>(
                "a sync state",
                (json, state) -> {
                    json.writeStringProperty("userId", state.userId());
                    json.writeNumberProperty("version", state.version());
                    json.writeObjectPropertyStart("last");
                    state.last().forEach((category, item) -> {
                        json.writeObjectPropertyStart(category);
                        json.writeStringProperty("itemId", item.itemId());
                        json.writeStringProperty("occurredAt", EventJson.time(item.occurredAt()));
                        json.writeEndObject();
                    });
                    json.writeEndObject();
                    json.writeObjectPropertyStart("counts");
                    state.counts().forEach(json::writeNumberProperty);
                    json.writeEndObject();
                },
                SyncState::read);
    }

    /** As the store keeps it. */
    public static Serde<SyncState> storeSerde() {
        return new BinarySerde<>("a sync state", SyncState::write, SyncState::read, serde());
    }

    private static void write(BinaryWriter out, SyncState state) {
        out.text(state.userId).count(state.version).count(state.last.size());
        state.last.forEach((category, item) ->
                out.text(category).text(item.itemId()).number(item.occurredAt().toEpochMilli()));
        out.count(state.counts.size());
        state.counts.forEach((category, count) -> out.text(category).count(count));
    }

    private static SyncState read(BinaryReader in) {
        String userId = in.text();
        long version = in.count();
        SortedMap<String, LastItem> last = new TreeMap<>();
        for (long left = in.count(); left > 0; left--) {
            last.put(in.text(), new LastItem(in.text(), Instant.ofEpochMilli(in.number())));
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (long left = in.count(); left > 0; left--) {
            counts.put(in.text(), (int) in.count());
        }
        return new SyncState(userId, version, last, counts);
    }

    private static SyncState read(JsonNode tree) {
        SortedMap<String, LastItem> last = new TreeMap<>();
        tree.path("last")
                .forEachEntry((category, item) -> last.put(
                        category,
                        new LastItem(
                                item.path("itemId").asString(),
                                Instant.parse(item.path("occurredAt").asString()))));
        SortedMap<String, Integer> counts = new TreeMap<>();
        tree.path("counts").forEachEntry((category, count) -> counts.put(category, count.asInt()));
        return new SyncState(
                tree.path("userId").asString(), tree.path("version").asLong(), last, counts);
    }
}
