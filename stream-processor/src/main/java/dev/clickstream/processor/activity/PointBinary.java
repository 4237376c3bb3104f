package dev.clickstream.processor.activity;

import dev.clickstream.processor.binary.BinaryReader;
import dev.clickstream.processor.binary.BinaryWriter;
import dev.clickstream.recent.Point;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A point's compact form: its time, its item and its attributes, which are all that a reader sees of it, then the rest. Equal
 * points have equal bytes.
 */
public final class PointBinary {
    private PointBinary() {}

    public static void write(BinaryWriter out, Point point) {
        writeSeen(out, point);
        out.octet(point.removed() ? 1 : 0).text(point.messageId()).text(point.device());
    }

    private static void writeSeen(BinaryWriter out, Point point) {
        out.number(point.occurredAt().toEpochMilli()).text(point.itemId());
        Map<String, String> attributes = point.attributes();
        out.count(attributes.size());
        // An immutable map's own order differs from JVM to JVM.
        (attributes.size() < 2 ? attributes : new TreeMap<>(attributes))
                .forEach((name, value) -> out.text(name).text(value));
    }

    /** @throws IllegalArgumentException if the bytes are no point */
    public static Point read(BinaryReader in) {
        Instant occurredAt = Instant.ofEpochMilli(in.number());
        String itemId = in.text();
        Map<String, String> attributes = attributes(in, in.count());
        boolean removed = in.octet() != 0;
        String messageId = in.text();
        return new Point(itemId, in.text(), occurredAt, messageId, removed, attributes);
    }

    /** Passes the attributes, the last that a reader sees. */
    public static void skipAttributes(BinaryReader in) {
        for (long left = in.count(); left > 0; left--) {
            in.skipText();
            in.skipText();
        }
    }

    private static Map<String, String> attributes(BinaryReader in, long count) {
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (long left = count; left > 0; left--) {
            String name = in.text();
            attributes.put(name, in.text());
        }
        return attributes;
    }
}
