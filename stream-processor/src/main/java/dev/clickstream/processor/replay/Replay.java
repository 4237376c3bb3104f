package dev.clickstream.processor.replay;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.processor.identity.Link;
import dev.clickstream.processor.rebuild.history.HistoryException;
import dev.clickstream.processor.rebuild.history.HistoryReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends events of a time on their main topics again, each messageId once, with the key and the place in time that it had. The
 * header {@code replayed} names the replay. Whoever reads them knows their messageIds already: the hot store and silver are
 * as before, if they lacked none.
 */
final class Replay implements HistoryReader {
    /** The name of the header that marks a record as sent again. */
    static final String MARK = "replayed";

    private static final String SCHEMA = "schema";

    private final ReplayOrder order;
    private final @Nullable Producer<byte[], byte[]> producer;
    private final byte[] mark;
    private final Set<UUID> known = new HashSet<>();
    private final SortedMap<String, Long> perTopic = new TreeMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long repeated;
    private long unreadable;

    /** @param producer null to count only */
    Replay(ReplayOrder order, @Nullable Producer<byte[], byte[]> producer, String name) {
        this.order = order;
        this.producer = producer;
        this.mark = name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void event(String topic, Event event) {
        if (!order.takes(event)) {
            return;
        }
        if (!known.add(shortened(event.messageId()))) {
            repeated++;
            return;
        }
        perTopic.merge(topic, 1L, Long::sum);
        if (producer != null) {
            producer.send(record(topic, event), (at, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
            });
            refuseIfFailed();
        }
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Event event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, event.key().getBytes(StandardCharsets.UTF_8), EventJson.write(event));
        record.headers().add(MARK, mark);
        String schema = event.schema();
        if (schema != null) {
            record.headers().add(SCHEMA, schema.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /** Links follow from the events that made them. */
    @Override
    public void link(Link link) {}

    @Override
    public void unreadable(String reason) {
        unreadable++;
    }

    @Override
    public void progress(String source, long done, long of) {}

    /** Waits until Kafka has acknowledged all. */
    void finish() {
        if (producer != null) {
            producer.flush();
            refuseIfFailed();
        }
    }

    private void refuseIfFailed() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new HistoryException(
                    "Kafka did not take all: %s; do it again, what it took already changes nothing"
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    /** Of each main topic, how many were sent, or would be. */
    SortedMap<String, Long> perTopic() {
        return perTopic;
    }

    /** How many more had a messageId that was sent already. */
    long repeated() {
        return repeated;
    }

    /** How many records are no event, or were kept in part only. */
    long unreadable() {
        return unreadable;
    }

    /** 128 bits of it: a day has many. */
    private static UUID shortened(String messageId) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
