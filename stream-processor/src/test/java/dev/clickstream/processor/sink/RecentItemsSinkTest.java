package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Topics;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink over Kafka's own fake of a consumer, and a store that answers when the test says so. */
class RecentItemsSinkTest {
    private static final TopicPartition ONE = new TopicPartition(Topics.RECENT_ITEMS.name(), 1);
    private static final TopicPartition TWO = new TopicPartition(Topics.RECENT_ITEMS.name(), 2);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final WatchedConsumer consumer = new WatchedConsumer();
    private final AnswerableWriter writer = new AnswerableWriter();
    private final Map<Long, String> letters = new ConcurrentHashMap<>();
    private final RecentItemsSink sink = new RecentItemsSink(
            consumer,
            writer,
            (record, reason) -> {
                letters.put(record.offset(), reason);
                return CompletableFuture.completedFuture(null);
            },
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new Random(7)),
            4);
    private final Thread thread = new Thread(sink, "sink");

    @BeforeEach
    void start() {
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, TWO, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(ONE, TWO)));
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        sink.close();
        thread.join(LONG);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void anOffsetIsCommittedOnlyWhenItAndAllBeforeItAreStored() {
        deliver(record(ONE, 0, "a", 1), record(ONE, 1, "b", 1), record(TWO, 0, "c", 1));
        await().atMost(LONG).until(() -> writer.asked("a") && writer.asked("b") && writer.asked("c"));

        writer.answer("b", Outcome.STORED);
        writer.answer("c", Outcome.STALE);
        await().atMost(LONG).until(() -> committed(TWO) == 1);
        assertThat(committed(ONE)).isZero();

        writer.answer("a", Outcome.STORED);
        await().atMost(LONG).until(() -> committed(ONE) == 2);
    }

    @Test
    void aWriteThatFailsIsTriedAgainUntilItIsStored() {
        deliver(record(ONE, 0, "a", 1));
        for (int failure = 0; failure < 20; failure++) {
            await().atMost(LONG).until(() -> writer.asked("a"));
            writer.fail("a");
        }
        await().atMost(LONG).until(() -> writer.asked("a"));
        assertThat(committed(ONE)).isZero();

        writer.answer("a", Outcome.STORED);

        await().atMost(LONG).until(() -> committed(ONE) == 1);
        assertThat(letters).isEmpty();
    }

    @Test
    void whatCanNeverBeWrittenLiesInTheDeadLettersAndItsPartitionGoesOn() {
        deliver(
                record(ONE, 0, "a", 1),
                new Bytes(ONE, 1, "x", "{\"no\":\"snapshot\"}".getBytes(StandardCharsets.UTF_8)),
                record(ONE, 2, "b", 1));
        await().atMost(LONG).until(() -> writer.asked("a") && writer.asked("b"));

        writer.answer("a", new Outcome.Unwritable("too large"));
        writer.answer("b", Outcome.STORED);

        await().atMost(LONG).until(() -> committed(ONE) == 3);
        assertThat(letters).hasSize(2).containsEntry(0L, "too large");
        assertThat(letters.get(1L)).startsWith("not a snapshot");
    }

    @Test
    void ofSnapshotsOfOneKeyThatCameTogetherOnlyTheLastIsWritten() {
        deliver(record(ONE, 0, "a", 1), record(ONE, 1, "a", 2), record(ONE, 2, "a", 3));
        await().atMost(LONG).until(() -> writer.asked("a"));

        writer.answer("a", Outcome.STORED);

        await().atMost(LONG).until(() -> committed(ONE) == 3);
        assertThat(writer.written).extracting(Snapshot::sequence).containsExactly(3L);
    }

    @Test
    void whatWasLostInARebalanceIsNotCommittedThoughItIsStoredAfterwards() {
        deliver(record(ONE, 0, "a", 1), record(TWO, 0, "b", 1));
        await().atMost(LONG).until(() -> writer.asked("a") && writer.asked("b"));
        consumer.schedulePollTask(() -> consumer.lose(List.of(ONE)));
        consumer.awaitTasks();

        writer.answer("a", Outcome.STORED);
        writer.answer("b", Outcome.STORED);

        await().atMost(LONG).until(() -> committed(TWO) == 1);
        assertThat(committed(ONE)).isZero();
    }

    @Test
    void whatIsTakenAwayInOrderIsCommittedAsFarAsItIsStored() {
        deliver(record(ONE, 0, "a", 1), record(ONE, 1, "b", 1));
        await().atMost(LONG).until(() -> writer.asked("a") && writer.asked("b"));
        writer.answer("a", Outcome.STORED);
        await().atMost(LONG).until(() -> committed(ONE) == 1);
        consumer.schedulePollTask(() -> consumer.revoke(List.of(ONE)));
        consumer.awaitTasks();

        writer.answer("b", Outcome.STORED);
        consumer.awaitTasks();

        assertThat(committed(ONE)).isEqualTo(1);
    }

    @Test
    void beforeItEndsItWaitsForWhatIsUnderWayAndCommitsIt() throws InterruptedException {
        deliver(record(ONE, 0, "a", 1));
        await().atMost(LONG).until(() -> writer.asked("a"));
        sink.close();

        writer.answer("a", Outcome.STORED);
        thread.join(LONG);

        assertThat(consumer.closed()).isTrue();
        assertThat(consumer.lastCommit.get(ONE)).isEqualTo(1L);
    }

    @Test
    void noMoreIsUnderWayThanAllowed() {
        Bytes[] records = new Bytes[40];
        for (int i = 0; i < records.length; i++) {
            records[i] = record(ONE, i, "k" + i, 1);
        }
        deliver(records);
        await().atMost(LONG).until(() -> writer.pending.size() == 4);

        while (committed(ONE) < records.length) {
            assertThat(writer.pending.size()).isLessThanOrEqualTo(4);
            List.copyOf(writer.pending.keySet()).forEach(item -> writer.answer(item, Outcome.STORED));
        }
        assertThat(writer.written).hasSize(40);
    }

    private record Bytes(TopicPartition partition, long offset, String key, byte[] value) {}

    private static Bytes record(TopicPartition partition, long offset, String item, long sequence) {
        Snapshot snapshot = new Snapshot(
                "user:u", "view", 1, sequence, List.of(new Point(item, "d", NOW, "m", false, Map.of())), NOW);
        byte[] value = SnapshotSerde.serde().serializer().serialize(partition.topic(), snapshot);
        return new Bytes(partition, offset, item, value);
    }

    /** All in one poll. */
    private void deliver(Bytes... records) {
        consumer.schedulePollTask(() -> {
            for (Bytes record : records) {
                consumer.addRecord(new ConsumerRecord<>(
                        record.partition().topic(),
                        record.partition().partition(),
                        record.offset(),
                        record.key().getBytes(StandardCharsets.UTF_8),
                        record.value()));
            }
        });
    }

    private long committed(TopicPartition partition) {
        return consumer.lastCommit.getOrDefault(partition, 0L);
    }

    /** Kafka's fake, which knows no lost partitions; its commits can be looked at when it is closed, too. */
    private static final class WatchedConsumer extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, Long> lastCommit = new ConcurrentHashMap<>();
        private volatile @Nullable ConsumerRebalanceListener listener;

        WatchedConsumer() {
            super("earliest");
        }

        @Override
        public synchronized void subscribe(Collection<String> topics, ConsumerRebalanceListener own) {
            listener = own;
            super.subscribe(topics, own);
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            super.commitSync(offsets);
            offsets.forEach((partition, offset) -> lastCommit.put(partition, offset.offset()));
        }

        void lose(List<TopicPartition> partitions) {
            requireNonNull(listener).onPartitionsLost(partitions);
        }

        void revoke(List<TopicPartition> partitions) {
            requireNonNull(listener).onPartitionsRevoked(partitions);
        }

        /** Until the next two polls are over, and so all that was scheduled before. */
        void awaitTasks() {
            for (int poll = 0; poll < 2; poll++) {
                CompletableFuture<Void> reached = new CompletableFuture<>();
                schedulePollTask(() -> reached.complete(null));
                reached.orTimeout(LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    /** Keeps every write open until the test answers it; by the item it writes. */
    private static final class AnswerableWriter implements SnapshotWriter {
        private final Map<String, CompletableFuture<Outcome>> pending = new ConcurrentHashMap<>();
        private final List<Snapshot> written = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<Outcome> write(Snapshot snapshot) {
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            written.add(snapshot);
            pending.put(snapshot.points().getFirst().itemId(), answer);
            return answer;
        }

        boolean asked(String item) {
            return pending.containsKey(item);
        }

        void answer(String item, Outcome outcome) {
            requireNonNull(pending.remove(item)).complete(outcome);
        }

        void fail(String item) {
            requireNonNull(pending.remove(item)).completeExceptionally(new IllegalStateException("away"));
        }
    }
}
