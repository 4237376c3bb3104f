package dev.clickstream.cli.rejected;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a rejected message one that can be sent again and is still the same event: with the id it had, or one that its record
 * gives it; and with the time at which it happened, since the client's clock can be told only by what was received then.
 */
final class Repeated {
    /** As the collector has it: a smaller difference is the way. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    private Repeated() {}

    /** @param now when it is sent again */
    static ObjectNode message(Rejection rejection, ObjectNode posted, Instant now) {
        ObjectNode message = posted.deepCopy();
        if (!message.path("messageId").isString()
                || message.path("messageId").stringValue().isBlank()) {
            message.put("messageId", "rejected-" + rejection.id());
        }
        JsonNode type = rejection.record().path("type");
        if (!message.has("type") && type.isString()) {
            // The path had named it.
            message.set("type", type);
        }
        addDefaults(message, rejection.record().path("batch"));
        Instant happened = time(message, "originalTimestamp")
                .or(() -> time(message, "timestamp"))
                .map(told -> corrected(told, time(message, "sentAt").orElse(null), rejection.receivedAt()))
                .orElse(rejection.receivedAt());
        // A time that cannot be read is what it may have been rejected for: it is sent as it is, and judged again.
        if (isReadableOrMissing(message, "originalTimestamp") && isReadableOrMissing(message, "timestamp")) {
            message.remove("originalTimestamp");
            message.put("timestamp", happened.toString());
            message.put("sentAt", now.toString());
        }
        return message;
    }

    /** What its batch had said once for all its messages, under what it says itself: as the collector has it. */
    private static void addDefaults(ObjectNode message, JsonNode batch) {
        if (!message.hasNonNull("sentAt") && batch.has("sentAt")) {
            message.set("sentAt", batch.get("sentAt"));
        }
        if (batch.path("context") instanceof ObjectNode shared) {
            JsonNode own = message.path("context");
            if (own instanceof ObjectNode context) {
                shared.forEachEntry((name, value) -> {
                    if (!context.has(name)) {
                        context.set(name, value);
                    }
                });
            } else if (own.isMissingNode() || own.isNull() || (own.isArray() && own.isEmpty())) {
                message.set("context", shared);
            }
        }
    }

    private static Instant corrected(Instant told, @Nullable Instant sentAt, Instant receivedAt) {
        if (sentAt == null) {
            return told;
        }
        Duration off = Duration.between(sentAt, receivedAt);
        return off.abs().compareTo(CLOCK_TOLERANCE) > 0 ? told.plus(off) : told;
    }

    private static boolean isReadableOrMissing(ObjectNode message, String name) {
        return !message.path(name).isString() || time(message, name).isPresent();
    }

    private static Optional<Instant> time(ObjectNode message, String name) {
        try {
            return message.path(name).isString()
                    ? Optional.of(OffsetDateTime.parse(message.path(name).stringValue())
                            .toInstant())
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
