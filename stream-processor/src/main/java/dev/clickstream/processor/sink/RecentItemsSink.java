package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots to the store, then commits their offsets. A snapshot may be written twice, after a crash or by two
 * instances; the store's condition on generation and sequence makes the second write one of no effect.
 */
public final class RecentItemsSink implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecentItemsSink.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);

    private final Consumer<String, Snapshot> consumer;
    private final RecentItemsStore store;
    private final ExecutorService writers;

    /** @param concurrency how many writes may be under way at once */
    public RecentItemsSink(Consumer<String, Snapshot> consumer, RecentItemsStore store, int concurrency) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.store = requireNonNull(store, "store");
        this.writers = Executors.newFixedThreadPool(
                concurrency, Thread.ofPlatform().daemon().name("sink-", 0).factory());
    }

    /** Runs until {@link #close()}; the consumer is closed at the end. */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.RECENT_ITEMS.name()));
            while (true) {
                ConsumerRecords<String, Snapshot> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    writeUntilStored(newestByKey(records));
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            LOG.info("sink stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writers.shutdownNow();
        }
    }

    /** Asks a running sink to stop; may be called from any thread. */
    @Override
    public void close() {
        consumer.wakeup();
    }

    /** Of several snapshots of one key only the last need be written: each is whole. */
    private static Map<String, Snapshot> newestByKey(ConsumerRecords<String, Snapshot> records) {
        Map<String, Snapshot> newest = new LinkedHashMap<>();
        for (ConsumerRecord<String, Snapshot> record : records) {
            if (record.value() != null) {
                newest.put(record.key(), record.value());
            }
        }
        return newest;
    }

    /** Tries again for as long as the store is away; meanwhile polls without fetching, to stay in the group. */
    private void writeUntilStored(Map<String, Snapshot> snapshots) throws InterruptedException {
        Map<String, Snapshot> left = write(snapshots);
        Duration backOff = Duration.ofMillis(200);
        while (!left.isEmpty()) {
            consumer.pause(consumer.assignment());
            consumer.poll(backOff);
            consumer.resume(consumer.paused());
            left = write(left);
            backOff = Stream.of(backOff.multipliedBy(2), MAX_BACK_OFF)
                    .min(Duration::compareTo)
                    .orElseThrow();
        }
    }

    /** @return those that could not be written */
    private Map<String, Snapshot> write(Map<String, Snapshot> snapshots) throws InterruptedException {
        Map<String, Future<?>> writes = new LinkedHashMap<>();
        snapshots.forEach((key, snapshot) -> writes.put(key, writers.submit(() -> store.write(snapshot))));
        Map<String, Snapshot> failed = new LinkedHashMap<>();
        for (Map.Entry<String, Future<?>> write : writes.entrySet()) {
            try {
                write.getValue().get();
            } catch (ExecutionException e) {
                if (failed.isEmpty()) {
                    LOG.warn("snapshots could not be written, trying again: {}", String.valueOf(e.getCause()));
                }
                failed.put(write.getKey(), requireNonNull(snapshots.get(write.getKey())));
            }
        }
        return failed;
    }
}
