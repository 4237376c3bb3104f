package dev.clickstream.collector.standardise;

import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.event.EventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what identifies a message: its type, name and ids, and says which of them its type of call lacks. */
final class MessageReader {
    private static final String TYPES = "track, identify, page, screen, group, alias";

    private final MessageFields fields;
    final @Nullable String messageId;
    final @Nullable String userId;
    final @Nullable String anonymousId;

    MessageReader(MessageFields fields) {
        this.fields = fields;
        this.messageId = fields.text("messageId");
        this.userId = fields.text("userId");
        this.anonymousId = fields.text("anonymousId");
    }

    Label label(@Nullable String event, @Nullable String schema) {
        return new Label(messageId, event, schema, anonymousId != null ? anonymousId : userId);
    }

    /** The type in the message, else the one of the path; null with a violation if there is none. */
    @Nullable
    EventType type(@Nullable EventType ofPath) {
        if (fields.isGiven("type")) {
            String word = fields.node("type").isString() ? fields.node("type").stringValue() : "";
            EventType type = EventType.ofWord(word).orElse(null);
            if (type == null) {
                fields.wrong(RejectionCode.UNKNOWN_TYPE, "type", "enum", "type must be one of " + TYPES);
            }
            return type;
        }
        if (ofPath == null) {
            fields.missing("type", "type is required: one of " + TYPES);
        }
        return ofPath;
    }

    /** Null with a violation when a track call has no name. */
    @Nullable
    String event(EventType type) {
        if (type != EventType.TRACK) {
            return Call.eventName(type);
        }
        if (!fields.isGiven("event")) {
            fields.missing("event", "event is required: the name of what happened, e.g. Product Viewed");
            return null;
        }
        String name = fields.text("event");
        return name == null ? null : name.strip();
    }

    void requireIds(EventType type) {
        if (type == EventType.ALIAS) {
            require("userId", "userId is required: the id that is valid from now on");
            require("previousId", "previousId is required: the id used before");
        } else if (!fields.isGiven("userId")) {
            require("anonymousId", "anonymousId or userId is required");
        }
        if (type == EventType.GROUP) {
            require("groupId", "groupId is required: the id of the group");
        }
    }

    /** The sender's own session, which many SDKs keep in the context. */
    @Nullable
    String sessionId(ObjectNode context) {
        String given = fields.text("sessionId");
        JsonNode inContext = context.path("sessionId");
        if (given != null || !(inContext.isString() || inContext.isIntegralNumber())) {
            return given;
        }
        String text = inContext.asString();
        return text.isBlank() || !MessageFields.fits(text) ? null : text;
    }

    private void require(String name, String hint) {
        if (!fields.isGiven(name)) {
            fields.missing(name, hint);
        }
    }
}
