package dev.clickstream.recent;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * The latest that is known of one item: that it was added, or taken away.
 *
 * @param device the anonymous id it was done with, so that a link of device and person can be undone; empty if unknown
 * @param messageId of the event that made the point; breaks ties of time
 * @param removed true if the item was taken away; such a point is kept so that an older one cannot bring the item back
 * @param attributes what the tracking plan keeps with the item, e.g. its price
 */
public record Point(
        String itemId,
        String device,
        Instant occurredAt,
        String messageId,
        boolean removed,
        Map<String, String> attributes) {

    /** By time, then by message id: a total order that no order of arrival can change. */
    private static final Comparator<Point> BY_AGE =
            Comparator.comparing(Point::occurredAt).thenComparing(Point::messageId);

    /** Newest first. Items of one message, which share time and id, stand in the order of their ids. */
    public static final Comparator<Point> NEWEST_FIRST = BY_AGE.reversed().thenComparing(Point::itemId);

    public Point {
        if (itemId.isBlank()) {
            throw new IllegalArgumentException("itemId must hold text, was blank");
        }
        requireNonNull(device, "device");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(messageId, "messageId");
        attributes = Map.copyOf(attributes);
    }

    /** The newer of two points of one item; of equals the first. */
    public static Point newer(Point one, Point other) {
        return BY_AGE.compare(one, other) >= 0 ? one : other;
    }
}
