package dev.clickstream.processor.collation;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinarySerde;
import dev.clickstream.processor.binary.BinaryWriter;
import dev.clickstream.processor.points.KeptPoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import tools.jackson.databind.JsonNode;

/**
 * What is remembered of the last snapshot of a category: enough to number the next one, and to leave it out if it shows the same.
 *
 * @param fingerprint of what it showed
 * @param expiresAt when DynamoDB may forget it
 */
record Published(long sequence, Fingerprint fingerprint, Instant expiresAt) {
    static final String STORE = "published-store";

    /** Half of a SHA-256: that two lists share it by chance will not happen. */
    record Fingerprint(long first, long second) {
        /** Of what an earlier version remembered, which none of this version's equals: that list is written once more. */
        static final Fingerprint UNKNOWN = new Fingerprint(0, 0);

        /** Covers what a reader sees: items, times, attributes. */
        static Fingerprint of(List<KeptPoint> points) {
            MessageDigest digest = sha256();
            points.forEach(point -> point.digestSeen(digest));
            ByteBuffer half = ByteBuffer.wrap(digest.digest());
            return new Fingerprint(half.getLong(), half.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }

    static Published of(PackedSnapshot snapshot, Fingerprint fingerprint) {
        return new Published(snapshot.sequence(), fingerprint, snapshot.expiresAt());
    }

    static Serde<Published> serde() {
        String name = "what is remembered of a snapshot";
        return new BinarySerde<>(
                name, Published::write, Published::read, JsonSerde.readingOnly(name, Published::readJson));
    }

    private static void write(BinaryWriter out, Published published) {
        out.count(published.sequence)
                .number(published.fingerprint.first())
                .number(published.fingerprint.second())
                .number(published.expiresAt.toEpochMilli());
    }

    private static Published read(BinaryReader in) {
        return new Published(in.count(), new Fingerprint(in.number(), in.number()), Instant.ofEpochMilli(in.number()));
    }

    private static Published readJson(JsonNode tree) {
        return new Published(
                tree.path("sequence").asLong(0),
                Fingerprint.UNKNOWN,
                Instant.ofEpochMilli(tree.path("expiresAt").asLong(0)));
    }
}
