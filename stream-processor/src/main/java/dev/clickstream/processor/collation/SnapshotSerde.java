package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.activity.PointBinary;
import dev.clickstream.processor.activity.PointJson;
import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinarySerde;
import dev.clickstream.processor.binary.BinaryWriter;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.databind.JsonNode;

/** The wire form of a snapshot on the recent-items topic, which only the sink reads; also the JSON of earlier versions. */
public final class SnapshotSerde {
    private static final int EXPECTED_BYTES = 2_048;

    private SnapshotSerde() {}

    public static Serde<Snapshot> serde() {
        String name = "a snapshot";
        return new BinarySerde<>(
                name, SnapshotSerde::write, SnapshotSerde::read, JsonSerde.readingOnly(name, SnapshotSerde::readJson));
    }

    /** Writes the same bytes, from points that need not be read for it. */
    @SuppressWarnings("NullAway") // Kafka's own contract: null in, null out
    public static Serializer<PackedSnapshot> packed() {
        return (topic, snapshot) -> snapshot == null ? null : bytes(snapshot);
    }

    private static byte[] bytes(PackedSnapshot snapshot) {
        BinaryWriter out = new BinaryWriter(EXPECTED_BYTES).octet(BinarySerde.VERSION);
        head(out, snapshot.profileId(), snapshot.category(), snapshot.generation(), snapshot.sequence());
        out.number(snapshot.publishedAt().toEpochMilli())
                .count(snapshot.points().size());
        snapshot.points().forEach(point -> point.writeTo(out));
        return out.toBytes();
    }

    private static void write(BinaryWriter out, Snapshot snapshot) {
        head(out, snapshot.profileId(), snapshot.category(), snapshot.generation(), snapshot.sequence());
        out.number(snapshot.publishedAt().toEpochMilli())
                .count(snapshot.points().size());
        snapshot.points().forEach(point -> PointBinary.write(out, point));
    }

    private static void head(BinaryWriter out, String profileId, String category, long generation, long sequence) {
        out.text(profileId).text(category).count(generation).count(sequence);
    }

    private static Snapshot read(BinaryReader in) {
        String profileId = in.text();
        String category = in.text();
        long generation = in.count();
        long sequence = in.count();
        Instant publishedAt = Instant.ofEpochMilli(in.number());
        long size = in.count();
        if (size > RecentItems.LIMIT) {
            throw new IllegalArgumentException(
                    "it holds %d points, at most %d are shown".formatted(size, RecentItems.LIMIT));
        }
        List<Point> points = new ArrayList<>();
        for (long left = size; left > 0; left--) {
            points.add(PointBinary.read(in));
        }
        return new Snapshot(profileId, category, generation, sequence, points, publishedAt);
    }

    private static Snapshot readJson(JsonNode tree) {
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
