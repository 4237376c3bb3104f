package dev.clickstream.processor.sync;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings states to where devices find them, then commits their offsets. A state written twice changes nothing: its version is
 * no longer newer. While the store is away it waits: of what waits only the newest state of each person is written.
 */
public final class SyncSink implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncSink.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Consumer<String, SyncState> consumer;
    private final SyncStore store;
    private final Serializer<SyncState> wire = SyncState.serde().serializer();

    public SyncSink(Consumer<String, SyncState> consumer, SyncStore store) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.store = requireNonNull(store, "store");
    }

    /** Runs until {@link #close()}; the consumer is closed at the end. */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.SYNC.name()));
            while (true) {
                ConsumerRecords<String, SyncState> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    writeAll(newestByKey(records));
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            LOG.info("sync sink stops");
        }
    }

    /** Asks a running sink to stop; may be called from any thread. */
    @Override
    public void close() {
        consumer.wakeup();
    }

    private static Map<String, SyncState> newestByKey(ConsumerRecords<String, SyncState> records) {
        Map<String, SyncState> newest = new LinkedHashMap<>();
        for (ConsumerRecord<String, SyncState> record : records) {
            if (record.value() != null) {
                newest.put(record.key(), record.value());
            }
        }
        return newest;
    }

    /** Polls without fetching while the store is away, to stay in the group. */
    private void writeAll(Map<String, SyncState> states) {
        boolean isAway = false;
        for (SyncState state : states.values()) {
            while (!written(state, isAway)) {
                isAway = true;
                consumer.pause(consumer.assignment());
                consumer.poll(AGAIN);
            }
        }
        consumer.resume(consumer.paused());
    }

    private boolean written(SyncState state, boolean isKnownToBeAway) {
        try {
            store.write(
                    state.userId(),
                    state.version(),
                    new String(wire.serialize(Topics.SYNC.name(), state), StandardCharsets.UTF_8));
            return true;
        } catch (RuntimeException e) {
            if (!isKnownToBeAway) {
                LOG.warn("states for other devices cannot be written, trying again: {}", e.getMessage());
            }
            return false;
        }
    }
}
