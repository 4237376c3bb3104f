package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import tools.jackson.databind.JsonNode;

/**
 * What is remembered of the last snapshot of a category: enough to number the next one, and to leave it out if it shows the same.
 *
 * @param fingerprint of what it showed
 * @param expiresAt when DynamoDB may forget it
 */
record Published(long sequence, String fingerprint, Instant expiresAt) {
    static final String STORE = "published-store";
    /** Half of a SHA-256: that two lists share it by chance will not happen. */
    private static final int FINGERPRINT_BYTES = 16;

    static Published of(Snapshot snapshot) {
        return new Published(snapshot.sequence(), fingerprint(snapshot.points()), snapshot.expiresAt());
    }

    /** Covers what a reader sees: items, times, attributes. */
    static String fingerprint(List<Point> points) {
        MessageDigest digest = sha256();
        for (Point point : points) {
            add(digest, point.itemId());
            add(digest, Long.toString(point.occurredAt().toEpochMilli()));
            new TreeMap<>(point.attributes()).forEach((name, value) -> {
                add(digest, name);
                add(digest, value);
            });
            digest.update((byte) 1);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static Serde<Published> serde() {
        return new JsonSerde<>(
                "what is remembered of a snapshot",
                (json, published) -> {
                    json.writeNumberProperty("sequence", published.sequence());
                    json.writeStringProperty("fingerprint", published.fingerprint());
                    json.writeNumberProperty("expiresAt", published.expiresAt().toEpochMilli());
                },
                Published::read);
    }

    private static Published read(JsonNode tree) {
        return new Published(
                tree.path("sequence").asLong(0),
                tree.path("fingerprint").asString(""),
                Instant.ofEpochMilli(tree.path("expiresAt").asLong(0)));
    }
}
