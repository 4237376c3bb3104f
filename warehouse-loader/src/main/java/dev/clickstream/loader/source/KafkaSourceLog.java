package dev.clickstream.loader.source;

import dev.clickstream.loader.plan.OffsetRange;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's log, committed records only. Partitions are read one after the other, so that a range comes in the same order
 * each time it is read. Belongs to one thread, as its consumer does.
 */
public final class KafkaSourceLog implements SourceLog {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSourceLog.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration HINT = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> topics;

    public KafkaSourceLog(String bootstrap, Collection<String> topics) {
        this.topics = Set.copyOf(topics);
        this.consumer =
                new KafkaConsumer<>(settings(bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "warehouse-loader",
                ConsumerConfig.GROUP_ID_CONFIG,
                "warehouse-loader",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                8 << 20,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                16 << 20);
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
    public void read(OffsetRange range, Consumer<SourceRecord> sink) {
        TopicPartition partition = range.topicPartition();
        consumer.assign(List.of(partition));
        consumer.seek(partition, firstHeld(range));
        long lastProgress = System.nanoTime();
        long position = consumer.position(partition);
        while (position < range.end()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= range.end()) {
                    return;
                }
                sink.accept(sourceRecord(record));
            }
            long next = consumer.position(partition);
            if (next > position) {
                lastProgress = System.nanoTime();
                position = next;
            } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
                throw new SourceException("reading %s stands still at offset %d".formatted(range, position));
            }
        }
    }

    /** Where reading can begin: after what the log has already deleted, which is then lost to the warehouse. */
    private long firstHeld(OffsetRange range) {
        TopicPartition partition = range.topicPartition();
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, range.start());
        if (begin > range.start()) {
            LOG.error(
                    "deleted before they were loaded: topic={} partition={} offsets={}..{}",
                    range.topic(),
                    range.partition(),
                    range.start(),
                    Math.min(begin, range.end()));
        }
        return Math.max(begin, range.start());
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

    @Override
    public void close() {
        consumer.close();
    }
}
