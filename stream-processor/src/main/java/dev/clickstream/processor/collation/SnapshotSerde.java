package dev.clickstream.processor.collation;

import dev.clickstream.event.EventJson;
import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.activity.PointJson;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of a snapshot, on the recent-items topic and in the store. */
public final class SnapshotSerde {
    private SnapshotSerde() {}

    public static Serde<Snapshot> serde() {
        return new JsonSerde<>("a snapshot", SnapshotSerde::write, SnapshotSerde::read);
    }

    private static void write(JsonGenerator json, Snapshot snapshot) {
        json.writeStringProperty("profileId", snapshot.profileId());
        json.writeStringProperty("category", snapshot.category());
        json.writeNumberProperty("generation", snapshot.generation());
        json.writeNumberProperty("sequence", snapshot.sequence());
        json.writeStringProperty("publishedAt", EventJson.time(snapshot.publishedAt()));
        json.writeArrayPropertyStart("points");
        for (Point point : snapshot.points()) {
            json.writeStartObject();
            PointJson.write(json, point);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Snapshot read(JsonNode tree) {
        List<Point> points = new ArrayList<>();
        tree.path("points").forEach(point -> points.add(PointJson.read(point)));
        return new Snapshot(
                tree.path("profileId").asString(""),
                tree.path("category").asString(""),
                tree.path("generation").asLong(0),
                tree.path("sequence").asLong(0),
                points,
                Instant.parse(tree.path("publishedAt").asString("")));
    }
}
