package dev.clickstream.loader.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SliceWorkersTest {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final SourceLog log = new CountedLog();

    @Test
    void asManySlicesAsThereAreThreadsAreMadeAtOnceEachFromALogOfItsOwn() {
        CyclicBarrier allAtOnce = new CyclicBarrier(3);
        Set<SourceLog> logs = ConcurrentHashMap.newKeySet();

        try (SliceWorkers workers = new SliceWorkers(log, 3)) {
            assertThat(workers.receipts(slices(6), (slice, from) -> {
                        await(allAtOnce);
                        logs.add(from);
                        return receipt(slice);
                    }))
                    .containsOnlyKeys(0, 1, 2, 3, 4, 5);
            assertThat(logs).hasSize(3).contains(log);

            workers.receipts(slices(6), (slice, from) -> {
                await(allAtOnce);
                return receipt(slice);
            });
        }
        assertThat(opened).as("those of the first load serve the second").hasValue(2);
        assertThat(open).hasValue(0);
    }

    @Test
    void aSingleSliceNeedsNoOtherConnection() {
        try (SliceWorkers workers = new SliceWorkers(log, 3)) {
            assertThat(workers.receipts(slices(1), (slice, from) -> receipt(slice)))
                    .containsOnlyKeys(0);
        }
        assertThat(opened).hasValue(0);
    }

    @Test
    void whereOneFailsTheOthersEndWhatTheyBeganAndNothingNewIsBegun() {
        CyclicBarrier bothBegun = new CyclicBarrier(2);
        Set<Integer> begun = ConcurrentHashMap.newKeySet();

        try (SliceWorkers workers = new SliceWorkers(log, 2)) {
            assertThatThrownBy(() -> workers.receipts(slices(50), (slice, from) -> {
                        begun.add(slice.number());
                        await(bothBegun);
                        throw new StageException("the bucket is away");
                    }))
                    .isInstanceOf(StageException.class)
                    .hasMessage("the bucket is away");
        }
        assertThat(begun).hasSize(2);
        assertThat(open).hasValue(0);
    }

    @Test
    void theFailureOfAThreadBesideIsTheFailureOfAll() {
        CyclicBarrier bothBegun = new CyclicBarrier(2);

        assertThatThrownBy(() -> new SliceWorkers(log, 2).receipts(slices(2), (slice, from) -> {
                    await(bothBegun);
                    if (from != log) {
                        throw new StageException("one slice cannot be had");
                    }
                    return receipt(slice);
                }))
                .isInstanceOf(StageException.class)
                .hasMessage("one slice cannot be had");
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Slice> slices(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Slice(
                        number,
                        LandingTable.EVENTS,
                        List.of(new OffsetRange(Topics.EVENTS_VIEW.name(), 0, number, number + 1))))
                .toList();
    }

    private static SliceReceipt receipt(Slice slice) {
        return new SliceReceipt(slice.number(), List.of(), List.of(0L));
    }

    /** Counts those that were opened beside it, and those that still are. */
    private final class CountedLog implements SourceLog {
        @Override
        public SourceLog another() {
            open.incrementAndGet();
            opened.incrementAndGet();
            return new CountedLog();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        @Override
        public Set<TopicPartition> partitions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(OffsetRange range, Consumer<SourceRecord> sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void hint(Map<TopicPartition, Long> loadedUpTo) {
            throw new UnsupportedOperationException();
        }
    }
}
