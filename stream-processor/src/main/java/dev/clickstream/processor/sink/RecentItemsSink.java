package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.recent.Snapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots to the store, and commits an offset only when it and all before it are stored or lie in the dead letters. A
 * snapshot may be written twice, after a crash or by two instances; the store's condition on generation and sequence makes the
 * second write one of no effect.
 */
public final class RecentItemsSink implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecentItemsSink.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration BUSY_POLL = Duration.ofMillis(100);
    /** Short, since writes end while the consumer waits, and new ones could begin. */
    private static final Duration FULL_POLL = Duration.ofMillis(5);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final SnapshotWrites writes;
    private final Deserializer<Snapshot> snapshots = SnapshotSerde.serde().deserializer();
    private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();
    private volatile boolean stopping;

    /** @param concurrency how many writes may be under way at once */
    public RecentItemsSink(
            Consumer<byte[], byte[]> consumer,
            SnapshotWriter writer,
            DeadLetters deadLetters,
            Backoff backoff,
            int concurrency) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.writes = new SnapshotWrites(writer, deadLetters, backoff, concurrency);
    }

    /** Runs until {@link #close()}; the consumer is closed at the end. */
    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(List.of(Topics.RECENT_ITEMS.name()), new Assignment());
            while (!stopping) {
                turn();
            }
            LOG.info("sink stops");
            writes.stop(STOP_WITHIN);
            commit(progress.keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks a running sink to stop; may be called from any thread. */
    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
    }

    private void turn() {
        try {
            boolean full = writes.isFull();
            if (full) {
                consumer.pause(consumer.assignment());
            } else {
                consumer.resume(consumer.paused());
            }
            take(consumer.poll(full ? FULL_POLL : writes.isIdle() ? IDLE_POLL : BUSY_POLL));
            commit(progress.keySet());
        } catch (WakeupException e) {
            LOG.debug("woken up");
        }
    }

    /** Of several snapshots of one key in a batch only the last is written. */
    private void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        Map<ByteBuffer, List<Long>> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            PartitionProgress own = progressOf(record);
            own.begin(record.offset());
            if (record.value() == null) {
                own.end(record.offset());
                continue;
            }
            // A key has one partition, so that its offsets are of one progress.
            ByteBuffer key = ByteBuffer.wrap(record.key() == null ? record.value() : record.key());
            newest.put(key, record);
            offsets.computeIfAbsent(key, none -> new ArrayList<>()).add(record.offset());
        }
        newest.forEach((key, record) -> writes.add(write(record, requireNonNull(offsets.get(key)))));
    }

    private PartitionProgress progressOf(ConsumerRecord<byte[], byte[]> record) {
        return progress.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new PartitionProgress());
    }

    private SnapshotWrite write(ConsumerRecord<byte[], byte[]> record, List<Long> offsets) {
        PartitionProgress own = progressOf(record);
        try {
            return new SnapshotWrite(record, snapshots.deserialize(record.topic(), record.value()), null, own, offsets);
        } catch (SerializationException e) {
            return new SnapshotWrite(record, null, String.valueOf(e.getMessage()), own, offsets);
        }
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionProgress own = progress.get(partition);
            OptionalLong offset = own == null ? OptionalLong.empty() : own.committable();
            offset.ifPresent(reached -> offsets.put(partition, new OffsetAndMetadata(reached)));
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitNow(offsets);
            offsets.forEach((partition, offset) ->
                    requireNonNull(progress.get(partition)).committed(offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
            // The next turn commits, or whoever has the partitions then writes them once more.
            LOG.info("offsets are not committed yet: {}", e.getMessage());
        }
    }

    private void commitNow(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
        } catch (WakeupException e) {
            // A wish to stop: the offsets are to be committed all the same.
            consumer.commitSync(offsets);
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> progress.put(partition, new PartitionProgress()));
        }

        /** Still ours: what is stored is committed, so that the next owner need not write it again. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(partitions);
            forget(partitions);
        }

        /** Somebody else's already: to commit would set that one back. */
        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        private void forget(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                PartitionProgress gone = progress.remove(partition);
                if (gone != null) {
                    writes.forget(write -> write.progress().equals(gone));
                }
            }
        }
    }
}
