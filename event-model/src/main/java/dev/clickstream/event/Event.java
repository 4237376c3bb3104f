package dev.clickstream.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event in its standardised envelope, as it lies on a main topic.
 *
 * @param messageId the sender's id of this event; the same id sent twice is the same event
 * @param event the tracking plan's name of the event, e.g. {@code Product Viewed}
 * @param schema name and version of the schema it was validated against, e.g. {@code product-viewed/1-0-0}; null if unplanned
 * @param userId the person, when known to the sender; null for an anonymous device
 * @param anonymousId the device; null when only the person is known. One of the two is always there
 * @param sessionId the sender's own session, if it has one
 * @param occurredAt when it happened: the client's time, corrected when its clock was wrong
 * @param originalTimestamp the client's time as it was sent; null if it sent none
 * @param sentAt when the client sent it, by its own clock; null if it did not say
 * @param receivedAt when the collector received it
 * @param source the name of the source that the write key belongs to
 * @param context the sender's context, as sent
 * @param properties the event's own properties (traits of an identify or group call), as sent
 */
public record Event(
        String messageId,
        EventType type,
        String event,
        @Nullable String schema,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        Instant occurredAt,
        @Nullable Instant originalTimestamp,
        @Nullable Instant sentAt,
        Instant receivedAt,
        String source,
        ObjectNode context,
        ObjectNode properties,
        Set<EventFlag> flags) {

    public Event {
        requireText(messageId, "messageId");
        requireNonNull(type, "type");
        requireText(event, "event");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(receivedAt, "receivedAt");
        requireText(source, "source");
        requireNonNull(context, "context");
        requireNonNull(properties, "properties");
        if (userId == null && anonymousId == null) {
            throw new IllegalArgumentException("an event needs userId or anonymousId, had neither");
        }
        refuseNul(userId, "userId");
        refuseNul(anonymousId, "anonymousId");
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }

    /** The key on the main topics: the device, so that one device's events stay in order; else the person. */
    public String key() {
        return anonymousId != null ? anonymousId : requireNonNull(userId);
    }

    public boolean has(EventFlag flag) {
        return flags.contains(flag);
    }

    /** Nothing keeps it: PostgreSQL and Redshift refuse it in text, and stores use it to separate ids. */
    private static void refuseNul(@Nullable String value, String name) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " must not hold the character NUL");
        }
    }

    private static void requireText(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must hold text, was " + (value == null ? "absent" : "blank"));
        }
    }
}
