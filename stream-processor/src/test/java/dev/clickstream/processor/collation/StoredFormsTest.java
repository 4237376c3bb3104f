package dev.clickstream.processor.collation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.processor.collation.Published.Fingerprint;
import dev.clickstream.processor.points.KeptPoint;
import dev.clickstream.processor.points.Points;
import dev.clickstream.processor.sync.SyncState;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** What is written is read unchanged, and what an earlier version wrote as JSON is read still. */
class StoredFormsTest {
    private static final Instant AT = Instant.ofEpochMilli(1_764_000_000_000L);

    @Property(tries = 200)
    void aSnapshotsPointsPassUnreadFromStoreToTopic(
            @ForAll("lists") List<Point> points, @ForAll @LongRange(min = 1) long sequence) {
        Snapshot snapshot = new Snapshot("user:u", "view", 1, sequence, points, AT);
        PackedSnapshot packed = new PackedSnapshot(
                "user:u",
                "view",
                1,
                sequence,
                points.stream().map(point -> KeptPoint.of("", point)).toList(),
                AT);

        byte[] bytes = SnapshotSerde.packed().serialize("", packed);

        assertThat(bytes).isEqualTo(SnapshotSerde.serde().serializer().serialize("", snapshot));
        assertThat(SnapshotSerde.serde().deserializer().deserialize("", bytes)).isEqualTo(snapshot);
        assertThat(packed.expiresAt().toEpochMilli())
                .isEqualTo(snapshot.expiresAt().toEpochMilli());
    }

    @Property(tries = 200)
    void aFingerprintTellsListsApartByWhatAReaderSees(
            @ForAll("lists") List<Point> one, @ForAll("lists") List<Point> other) {
        assertThat(fingerprint(one).equals(fingerprint(other)))
                .isEqualTo(seen(one).equals(seen(other)));
        assertThat(fingerprint(
                        one.stream().map(StoredFormsTest::ofAnotherMessage).toList()))
                .isEqualTo(fingerprint(one));
    }

    @Test
    void whatIsRememberedOfASnapshotIsReadUnchanged() {
        assertReadUnchanged(Published.serde(), new Published(7, new Fingerprint(-1, 3), AT));
        assertReadUnchanged(OpenGroup.serde(), new OpenGroup(AT.toEpochMilli(), AT.toEpochMilli() + 5, 300));
        assertReadUnchanged(
                SyncState.storeSerde(),
                new SyncState(
                        "u",
                        AT.toEpochMilli(),
                        new TreeMap<>(Map.of("view", new SyncState.LastItem("日本", AT))),
                        new TreeMap<>(Map.of("cart", 3))));
    }

    @Test
    void readsTheJsonOfAnEarlierVersion() {
        assertThat(
                        read(
                                Published.serde(),
                                "{\"sequence\":7,\"fingerprint\":\"00112233445566778899aabbccddeeff\",\"expiresAt\":1764000000000}"))
                .isEqualTo(new Published(7, Fingerprint.UNKNOWN, AT));
        assertThat(read(OpenGroup.serde(), "{\"openedAt\":1,\"lastAt\":2,\"events\":3}"))
                .isEqualTo(new OpenGroup(1, 2, 3));
        assertThat(read(
                        SyncState.storeSerde(),
                        "{\"userId\":\"u\",\"version\":5,\"last\":{\"view\":{\"itemId\":\"p\",\"occurredAt\":\"2025-11-24T16:00:00.000Z\"}},"
                                + "\"counts\":{\"cart\":2}}"))
                .isEqualTo(new SyncState(
                        "u",
                        5,
                        new TreeMap<>(
                                Map.of("view", new SyncState.LastItem("p", Instant.parse("2025-11-24T16:00:00Z")))),
                        new TreeMap<>(Map.of("cart", 2))));
        assertThat(read(
                        SnapshotSerde.serde(),
                        "{\"profileId\":\"user:u\",\"category\":\"view\",\"generation\":1,\"sequence\":2,"
                                + "\"publishedAt\":\"2025-11-24T16:00:00.000Z\","
                                + "\"points\":[{\"itemId\":\"p\",\"occurredAt\":1764000000000,\"messageId\":\"m\"}]}"))
                .isEqualTo(new Snapshot(
                        "user:u", "view", 1, 2, List.of(new Point("p", "", AT, "m", false, Map.of())), AT));
    }

    private static <T> void assertReadUnchanged(Serde<T> serde, T value) {
        assertThat(serde.deserializer().deserialize("", serde.serializer().serialize("", value)))
                .isEqualTo(value);
    }

    private static <T> T read(Serde<T> serde, String json) {
        return serde.deserializer().deserialize("", json.getBytes(StandardCharsets.UTF_8));
    }

    private static Fingerprint fingerprint(List<Point> points) {
        return Fingerprint.of(
                points.stream().map(point -> KeptPoint.of("", point)).toList());
    }

    private static List<String> seen(List<Point> points) {
        return points.stream()
                .map(point -> point.itemId() + point.occurredAt().toEpochMilli() + new TreeMap<>(point.attributes()))
                .toList();
    }

    private static Point ofAnotherMessage(Point point) {
        return new Point(point.itemId(), "another", point.occurredAt(), "another", point.removed(), point.attributes());
    }

    @Provide
    Arbitrary<List<Point>> lists() {
        return Points.any().list().ofMaxSize(5);
    }
}
