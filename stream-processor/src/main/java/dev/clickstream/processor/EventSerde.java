package dev.clickstream.processor;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The envelope's wire form as Kafka Streams wants it. */
final class EventSerde {
    private EventSerde() {}

    /** What is no envelope raises {@link SerializationException}, which sends the record to the dead letters. */
    @SuppressWarnings("NullAway") // Kafka's own contract: null in, null out
    static Serde<Event> serde() {
        return Serdes.serdeFrom(
                (topic, event) -> event == null ? null : EventJson.write(event),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    private static Event read(byte[] bytes) {
        try {
            return EventJson.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }
}
