package dev.clickstream.processor.activity;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A serde of one JSON object per value. Null values (tombstones) pass as null. */
public final class JsonSerde<T> implements Serde<T> {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String name;
    private final BiConsumer<JsonGenerator, T> members;
    private final Function<JsonNode, T> reader;

    /** @param name of what is written, for messages */
    public JsonSerde(String name, BiConsumer<JsonGenerator, T> members, Function<JsonNode, T> reader) {
        this.name = requireNonNull(name);
        this.members = requireNonNull(members);
        this.reader = requireNonNull(reader);
    }

    /** For what earlier versions wrote, and this one does not. */
    public static <T> Serde<T> readingOnly(String name, Function<JsonNode, T> reader) {
        return new JsonSerde<>(
                name,
                (json, value) -> {
                    throw new UnsupportedOperationException(name + " is not written as JSON any more");
                },
                reader);
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's own contract: null in, null out
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : write(value);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private byte[] write(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            members.accept(json, value);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private T read(byte[] bytes) {
        try {
            return reader.apply(MAPPER.readTree(bytes));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new SerializationException("not " + name + ": " + e.getMessage(), e);
        }
    }
}
