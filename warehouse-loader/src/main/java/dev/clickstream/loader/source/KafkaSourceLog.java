package dev.clickstream.loader.source;

import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.settings.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's log, committed records only. Partitions are read one after the other, so that a range comes in the same order
 * each time it is read. Belongs to one thread, as its consumer does, and nothing is fetched but while a range is read: a slow
 * bucket or warehouse makes Kafka wait, not memory fill.
 */
public final class KafkaSourceLog implements SourceLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSourceLog.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(60);
    /** Of a record as it lies in memory, a guess on the safe side: a poll hands out as many records as it fetched bytes for. */
    private static final int RECORD_BYTES = 16 << 10;

    private static final int FEWEST_RECORDS = 10;
    private static final int MOST_RECORDS = 5_000;
    private static final int MOST_FETCHED_BYTES = 1 << 20;
    private static final Duration HINT = Duration.ofSeconds(2);

    private final KafkaConnection kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> topics;
    private final int fetchBytes;

    /** @param fetchBytes the most that is held of what the brokers sent; only a single batch may be larger */
    public KafkaSourceLog(KafkaConnection kafka, Collection<String> topics, int fetchBytes) {
        this.kafka = kafka;
        this.topics = Set.copyOf(topics);
        this.fetchBytes = fetchBytes;
        this.consumer = new KafkaConsumer<>(
                settings(kafka, fetchBytes), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(KafkaConnection kafka, int fetchBytes) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.putAll(Map.ofEntries(
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "warehouse-loader"),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "warehouse-loader"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        Math.clamp(fetchBytes / RECORD_BYTES, FEWEST_RECORDS, MOST_RECORDS)),
                // One fetch at a time is under way: one that waits at a partition's end would hold up the next
                // partition.
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5),
                // A load takes a piece of each partition: what a fetch brings beyond it is thrown away.
                Map.entry(
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Math.min(fetchBytes / 2, MOST_FETCHED_BYTES)),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchBytes / 2),
                // Else each partition that is assigned would be registered as a bean of Java's management, and taken
                // out again.
                Map.entry(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, ""),
                Map.entry(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false)));
        return settings;
    }

    @Override
    public Set<TopicPartition> partitions() {
        Set<TopicPartition> partitions = new HashSet<>();
        consumer.listTopics().forEach((topic, infos) -> {
            if (topics.contains(topic)) {
                infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        });
        return partitions;
    }

    @Override
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    @Override
    public long read(OffsetRange range, Consumer<SourceRecord> sink) {
        TopicPartition partition = range.topicPartition();
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.start());
        try {
            return readAssigned(range, sink);
        } finally {
            // What was fetched beyond the range would be held until the next one is read.
            consumer.unsubscribe();
        }
    }

    private long readAssigned(OffsetRange range, Consumer<SourceRecord> sink) {
        TopicPartition partition = range.topicPartition();
        long lastProgress = System.nanoTime();
        long position = range.start();
        long deleted = 0;
        while (position < range.end()) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= range.end()) {
                        return deleted;
                    }
                    sink.accept(sourceRecord(record));
                }
            } catch (OffsetOutOfRangeException e) {
                deleted += skipDeleted(range, position);
            }
            long next = consumer.position(partition);
            if (next > position) {
                lastProgress = System.nanoTime();
                position = next;
            } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
                throw new SourceException("reading %s stands still at offset %d".formatted(range, position));
            }
        }
        return deleted;
    }

    /** Goes on after what the log has already deleted: that is lost to the warehouse, and said so. */
    private long skipDeleted(OffsetRange range, long position) {
        TopicPartition partition = range.topicPartition();
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        if (begin <= position) {
            throw new SourceException("%s begins at offset %d and ends before it".formatted(range, begin));
        }
        long readable = Math.min(begin, range.end());
        LOG.error(
                "deleted before they were loaded: topic={} partition={} offsets={}..{}",
                range.topic(),
                range.partition(),
                position,
                readable);
        consumer.seek(partition, begin);
        return readable - position;
    }

    private static SourceRecord sourceRecord(ConsumerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value());
    }

    @Override
    public void hint(Map<TopicPartition, Long> loadedUpTo) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        loadedUpTo.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(offsets, HINT);
        } catch (KafkaException e) {
            LOG.info("the hint about progress was not taken: {}", e.getMessage());
        }
    }

    /** What the client counts of itself. */
    Map<MetricName, ? extends Metric> metrics() {
        return consumer.metrics();
    }

    @Override
    public SourceLog another() {
        return new KafkaSourceLog(kafka, topics, fetchBytes);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
