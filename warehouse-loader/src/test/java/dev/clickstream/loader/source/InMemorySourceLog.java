package dev.clickstream.loader.source;

import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.plan.OffsetRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A log in memory. */
public final class InMemorySourceLog implements SourceLog {
    private final Map<TopicPartition, List<SourceRecord>> records = new HashMap<>();
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> hints =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

    public void partition(TopicPartition partition) {
        ends.putIfAbsent(partition, 0L);
    }

    public void append(TopicPartition partition, String value) {
        long offset = ends.getOrDefault(partition, 0L);
        records.computeIfAbsent(partition, none -> new ArrayList<>())
                .add(new SourceRecord(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        Instant.EPOCH,
                        null,
                        value.getBytes(StandardCharsets.UTF_8)));
        ends.put(partition, offset + 1);
    }

    /** An offset without a record, as a transaction's marker leaves it. */
    public void gap(TopicPartition partition) {
        ends.merge(partition, 1L, Long::sum);
    }

    /** What a compaction does to a record that has a successor. */
    public void compactAway(TopicPartition partition, long offset) {
        records.get(partition).removeIf(record -> record.offset() == offset);
    }

    /** What retention does. */
    public void deleteBefore(TopicPartition partition, long offset) {
        begins.put(partition, offset);
        records.get(partition).removeIf(record -> record.offset() < offset);
    }

    /** How many ranges were read. */
    public int reads() {
        return reads.get();
    }

    public Map<TopicPartition, Long> hints() {
        return hints;
    }

    @Override
    public Set<TopicPartition> partitions() {
        return Set.copyOf(ends.keySet());
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .collect(Collectors.toMap(partition -> partition, partition -> begins.getOrDefault(partition, 0L)));
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, ends::get));
    }

    @Override
    public long read(OffsetRange range, Consumer<SourceRecord> sink) {
        reads.incrementAndGet();
        long begin = begins.getOrDefault(range.topicPartition(), 0L);
        records.getOrDefault(range.topicPartition(), List.of()).stream()
                .filter(record -> record.offset() >= range.start() && record.offset() < range.end())
                .forEach(sink);
        return Math.max(0, Math.min(begin, range.end()) - range.start());
    }

    @Override
    public void hint(Map<TopicPartition, Long> loadedUpTo) {
        hints.putAll(loadedUpTo);
    }

    @Override
    public SourceLog another() {
        return this;
    }

    @Override
    public void close() {}
}
