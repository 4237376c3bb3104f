package dev.clickstream.processor.points;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.JsonSerde;
import dev.clickstream.processor.activity.PointBinary;
import dev.clickstream.processor.activity.PointJson;
import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinarySerde;
import dev.clickstream.processor.binary.BinaryWriter;
import dev.clickstream.recent.Point;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A point in its stored form, and which device lends it. Points stay in this form from the store to the snapshot: an event moves
 * its list's thirty, and would otherwise read and write each of them anew. It takes 90 bytes of memory, half of what objects do.
 */
public final class KeptPoint {
    /** As {@link Point#NEWEST_FIRST}; what several lend of one message stands in the order of the lenders. */
    static final Comparator<KeptPoint> NEWEST_FIRST = KeptPoint::compare;

    /** After the version and the time. */
    private static final int ITEM_AT = 1 + Long.BYTES;

    private static final Deserializer<Point> JSON =
            JsonSerde.readingOnly("a point", PointJson::read).deserializer();

    private final String lender;
    private final byte[] bytes;
    private final long occurredAt;
    /** Where the item ends, and where all that a reader sees ends. */
    private final int itemEnd;

    private final int seenEnd;

    private KeptPoint(String lender, byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, 0);
        if (in.octet() != BinarySerde.VERSION) {
            throw new IllegalArgumentException(
                    "its version is %d, this program reads %d".formatted(bytes[0], BinarySerde.VERSION));
        }
        this.lender = requireNonNull(lender, "lender");
        this.bytes = bytes;
        this.occurredAt = in.number();
        in.skipText();
        this.itemEnd = in.at();
        PointBinary.skipAttributes(in);
        this.seenEnd = in.at();
    }

    /** @param lender the profile of the device that lends it, or {@link WorkingSet#ITSELF} */
    public static KeptPoint of(String lender, Point point) {
        BinaryWriter out = new BinaryWriter(64).octet(BinarySerde.VERSION);
        PointBinary.write(out, point);
        return new KeptPoint(lender, out.toBytes());
    }

    /**
     * From a store's value, also one that an earlier version wrote as JSON.
     *
     * @throws SerializationException if it is no point
     */
    static KeptPoint read(String lender, byte[] stored) {
        if (BinarySerde.isJson(stored)) {
            return of(lender, JSON.deserialize("", stored));
        }
        try {
            return new KeptPoint(lender, stored);
        } catch (IllegalArgumentException e) {
            throw new SerializationException("not a point: " + e.getMessage(), e);
        }
    }

    /** All of it, read. */
    public Point point() {
        return PointBinary.read(new BinaryReader(bytes, 1));
    }

    public String itemId() {
        return new BinaryReader(bytes, ITEM_AT).text();
    }

    /** Epoch milliseconds. */
    public long occurredAt() {
        return occurredAt;
    }

    String lender() {
        return lender;
    }

    boolean isRemoved() {
        return bytes[seenEnd] != 0;
    }

    boolean isOfTheSameItem(KeptPoint other) {
        return Arrays.equals(bytes, ITEM_AT, itemEnd, other.bytes, ITEM_AT, other.itemEnd);
    }

    /** What the store keeps; not to be changed. */
    byte[] stored() {
        return bytes;
    }

    /** Writes the point without a version of its own. */
    public void writeTo(BinaryWriter out) {
        out.raw(bytes, 1, bytes.length - 1);
    }

    /** Adds what a reader sees: item, time, attributes. */
    public void digestSeen(MessageDigest digest) {
        digest.update(bytes, 1, seenEnd - 1);
    }

    /** Whether it is not older; at one time the message ids decide. */
    boolean isAsNewAs(KeptPoint other) {
        return occurredAt != other.occurredAt
                ? occurredAt > other.occurredAt
                : messageId().compareTo(other.messageId()) >= 0;
    }

    private int compare(KeptPoint other) {
        if (occurredAt != other.occurredAt) {
            return Long.compare(other.occurredAt, occurredAt);
        }
        int byMessage = other.messageId().compareTo(messageId());
        int byItem = byMessage != 0 ? byMessage : itemId().compareTo(other.itemId());
        return byItem != 0 ? byItem : lender.compareTo(other.lender);
    }

    private String messageId() {
        return new BinaryReader(bytes, seenEnd + 1).text();
    }
}
