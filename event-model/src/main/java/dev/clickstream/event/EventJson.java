package dev.clickstream.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The envelope's wire form: one JSON object, null members left out, times in UTC with three decimals. */
public final class EventJson {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Numbers keep the digits they were sent with: money must not pass through a double. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
        JsonNode tree = tree(bytes);
        return new Event(
                required(tree, "messageId"),
                type(required(tree, "type")),
                required(tree, "event"),
                optional(tree, "schema"),
                optional(tree, "userId"),
                optional(tree, "anonymousId"),
                optional(tree, "sessionId"),
                instant("occurredAt", required(tree, "occurredAt")),
                optionalInstant(tree, "originalTimestamp"),
                optionalInstant(tree, "sentAt"),
                instant("receivedAt", required(tree, "receivedAt")),
                required(tree, "source"),
                object(tree, "context"),
                object(tree, "properties"),
                flags(tree.path("flags")));
    }

    /** A time as the envelope writes it: UTC, exactly three decimals. */
    public static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not an envelope: not JSON", e);
        }
        throw new IllegalArgumentException("not an envelope: not a JSON object");
    }

    private static EventType type(String word) {
        return EventType.ofWord(word).orElseThrow(() -> new IllegalArgumentException("type is none of the six calls"));
    }

    private static Set<EventFlag> flags(JsonNode words) {
        Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
        for (JsonNode word : words) {
            flags.add(EventFlag.ofWord(word.asString()));
        }
        return flags;
    }

    private static String required(JsonNode tree, String name) {
        String value = optional(tree, name);
        if (value == null) {
            throw new IllegalArgumentException("not an envelope: " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode tree, String name) {
        JsonNode value = tree.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant optionalInstant(JsonNode tree, String name) {
        String value = optional(tree, name);
        return value == null ? null : instant(name, value);
    }

    private static Instant instant(String name, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an envelope: " + name + " is not a time in UTC", e);
        }
    }

    private static ObjectNode object(JsonNode tree, String name) {
        return tree.path(name) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
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
