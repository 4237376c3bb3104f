package dev.clickstream.collector.standardise;

import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes single members out of a message; what is wrong with one is added to the violations, and it counts as absent. */
final class MessageFields {
    /** In bytes of UTF-8: the width of the warehouse's columns. */
    private static final int LONGEST_TEXT = 256;

    private final ObjectNode message;
    private final List<Violation> violations;

    MessageFields(ObjectNode message, List<Violation> violations) {
        this.message = message;
        this.violations = violations;
    }

    /** An id or name: text, or a whole number as some senders have it; null, empty and blank are the same as absent. */
    @Nullable
    String text(String name) {
        JsonNode value = message.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isIntegralNumber()) {
            wrong(RejectionCode.WRONG_FIELD, name, "type", name + " must be text");
            return null;
        }
        String text = value.asString();
        if (text.isBlank()) {
            return null;
        }
        if (!fits(text)) {
            wrong(
                    RejectionCode.WRONG_FIELD,
                    name,
                    "maxLength",
                    "%s must be at most %d bytes of UTF-8".formatted(name, LONGEST_TEXT));
            return null;
        }
        return text;
    }

    static boolean fits(String text) {
        return text.length() * 3L <= LONGEST_TEXT || text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TEXT;
    }

    /** The object of that name; an empty one if absent. Some languages write an empty object as an empty array. */
    ObjectNode object(String name) {
        JsonNode value = message.path(name);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode() && !value.isNull() && !(value.isArray() && value.isEmpty())) {
            wrong(RejectionCode.WRONG_FIELD, name, "type", name + " must be an object");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** The client's own time of the event. */
    @Nullable
    Instant originalTimestamp() {
        String name = isGiven("originalTimestamp") ? "originalTimestamp" : "timestamp";
        if (!isGiven(name)) {
            return null;
        }
        Optional<Instant> time = Timestamps.read(message.path(name));
        if (time.isEmpty()) {
            wrong(RejectionCode.UNREADABLE_TIME, name, "format", name + " " + Timestamps.FORMAT);
        }
        return time.orElse(null);
    }

    /** Null too when unreadable: it is about the client's clock, not about the event. */
    @Nullable
    Instant sentAt(@Nullable JsonNode ofBatch) {
        JsonNode value = isGiven("sentAt") ? message.path("sentAt") : ofBatch;
        return value == null ? null : Timestamps.read(value).orElse(null);
    }

    JsonNode node(String name) {
        return message.path(name);
    }

    boolean isGiven(String name) {
        JsonNode value = message.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isString() && value.stringValue().isBlank());
    }

    void missing(String name, String hint) {
        wrong(RejectionCode.MISSING_FIELD, name, "required", hint);
    }

    void wrong(RejectionCode code, String name, String rule, String hint) {
        violations.add(new Violation(code, "/" + name, rule, hint));
    }
}
