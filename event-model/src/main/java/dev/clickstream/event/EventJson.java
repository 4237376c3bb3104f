package dev.clickstream.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The envelope's wire form: one JSON object, null members left out, times in UTC with three decimals. */
public final class EventJson {
    /** Numbers keep the digits they were sent with: money must not pass through a double. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EventJson() {}

    public static byte[] write(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("messageId", event.messageId());
            json.writeStringProperty("type", event.type().word());
            json.writeStringProperty("event", event.event());
            text(json, "schema", event.schema());
            text(json, "userId", event.userId());
            text(json, "anonymousId", event.anonymousId());
            text(json, "sessionId", event.sessionId());
            time(json, "occurredAt", event.occurredAt());
            time(json, "originalTimestamp", event.originalTimestamp());
            time(json, "sentAt", event.sentAt());
            time(json, "receivedAt", event.receivedAt());
            json.writeStringProperty("source", event.source());
            json.writeName("context");
            json.writeTree(event.context());
            json.writeName("properties");
            json.writeTree(event.properties());
            if (!event.flags().isEmpty()) {
                json.writeArrayPropertyStart("flags");
                event.flags().forEach(flag -> json.writeString(flag.word()));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if the bytes are not an envelope; the message names the member */
    public static Event read(byte[] bytes) {
        try (JsonParser json = MAPPER.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an envelope: not a JSON object");
            }
            Members members = new Members();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                members.read(name, json);
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("not an envelope: something follows the JSON object");
            }
            return members.event();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an envelope: not JSON", e);
        }
    }

    /** A time as the envelope writes it: UTC, exactly three decimals. */
    public static String time(Instant instant) {
        return EventTime.format(instant);
    }

    /**
     * The members of an envelope as they come, without a tree of all: main topics are read by several programs, whole. A text that
     * is none counts as absent, as an object that is none; unknown members are passed over.
     */
    private static final class Members {
        private @Nullable String messageId;
        private @Nullable String type;
        private @Nullable String event;
        private @Nullable String schema;
        private @Nullable String userId;
        private @Nullable String anonymousId;
        private @Nullable String sessionId;
        private @Nullable String occurredAt;
        private @Nullable String originalTimestamp;
        private @Nullable String sentAt;
        private @Nullable String receivedAt;
        private @Nullable String source;
        private @Nullable ObjectNode context;
        private @Nullable ObjectNode properties;
        private Set<EventFlag> flags = Set.of();

        void read(String name, JsonParser json) {
            switch (name) {
                case "messageId" -> messageId = text(json);
                case "type" -> type = text(json);
                case "event" -> event = text(json);
                case "schema" -> schema = text(json);
                case "userId" -> userId = text(json);
                case "anonymousId" -> anonymousId = text(json);
                case "sessionId" -> sessionId = text(json);
                case "occurredAt" -> occurredAt = text(json);
                case "originalTimestamp" -> originalTimestamp = text(json);
                case "sentAt" -> sentAt = text(json);
                case "receivedAt" -> receivedAt = text(json);
                case "source" -> source = text(json);
                case "context" -> context = object(json);
                case "properties" -> properties = object(json);
                case "flags" -> flags = flags(json);
                default -> json.skipChildren();
            }
        }

        Event event() {
            return new Event(
                    required("messageId", messageId),
                    type(required("type", type)),
                    required("event", event),
                    schema,
                    userId,
                    anonymousId,
                    sessionId,
                    time("occurredAt", required("occurredAt", occurredAt)),
                    originalTimestamp == null ? null : time("originalTimestamp", originalTimestamp),
                    sentAt == null ? null : time("sentAt", sentAt),
                    time("receivedAt", required("receivedAt", receivedAt)),
                    required("source", source),
                    context == null ? MAPPER.createObjectNode() : context,
                    properties == null ? MAPPER.createObjectNode() : properties,
                    flags);
        }

        private static @Nullable String text(JsonParser json) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                return json.getString();
            }
            json.skipChildren();
            return null;
        }

        private static @Nullable ObjectNode object(JsonParser json) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                return json.readValueAsTree();
            }
            json.skipChildren();
            return null;
        }

        private static Set<EventFlag> flags(JsonParser json) {
            Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
            JsonNode words = json.readValueAsTree();
            for (JsonNode word : words) {
                flags.add(EventFlag.ofWord(word.asString()));
            }
            return flags;
        }

        private static EventType type(String word) {
            return EventType.ofWord(word)
                    .orElseThrow(() -> new IllegalArgumentException("type is none of the six calls"));
        }

        private static String required(String name, @Nullable String value) {
            if (value == null) {
                throw new IllegalArgumentException("not an envelope: " + name + " is missing");
            }
            return value;
        }

        private static Instant time(String name, String value) {
            try {
                return EventTime.parse(value);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not an envelope: " + name + " is not a time in UTC", e);
            }
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant value) {
        if (value != null) {
            json.writeStringProperty(name, time(value));
        }
    }
}
