package dev.clickstream.processor.binary;

import static java.util.Objects.requireNonNull;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A serde of a version and the compact form. Null values (tombstones) pass as null. */
public final class BinarySerde<T> implements Serde<T> {
    /** No JSON text begins with it. */
    public static final int VERSION = 1;

    private final String name;
    private final BiConsumer<BinaryWriter, T> writer;
    private final Function<BinaryReader, T> reader;
    private final Serde<T> json;

    /**
     * @param name of what is written, for messages
     * @param json reads what a version before the compact form wrote
     */
    public BinarySerde(
            String name, BiConsumer<BinaryWriter, T> writer, Function<BinaryReader, T> reader, Serde<T> json) {
        this.name = requireNonNull(name, "name");
        this.writer = requireNonNull(writer, "writer");
        this.reader = requireNonNull(reader, "reader");
        this.json = requireNonNull(json, "json");
    }

    /** Whether the bytes are JSON: an object, which is all that was ever written. */
    public static boolean isJson(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{';
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's own contract: null in, null out
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : write(value);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Deserializer<T> deserializer() {
        Deserializer<T> ofJson = json.deserializer();
        return (topic, bytes) -> bytes == null ? null : isJson(bytes) ? ofJson.deserialize(topic, bytes) : read(bytes);
    }

    private byte[] write(T value) {
        BinaryWriter bytes = new BinaryWriter(128).octet(VERSION);
        writer.accept(bytes, value);
        return bytes.toBytes();
    }

    private T read(byte[] bytes) {
        try {
            BinaryReader in = new BinaryReader(bytes, 0);
            int version = in.octet();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "its version is %d, this program reads %d".formatted(version, VERSION));
            }
            T value = reader.apply(in);
            in.end();
            return value;
        } catch (IllegalArgumentException e) {
            throw new SerializationException("not " + name + ": " + e.getMessage(), e);
        }
    }
}
