package dev.clickstream.processor.rebuild.history;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.identity.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The main topics and the links, from their beginning to the ends of the moment. Kafka keeps main topics for 7 days: alone it
 * is a history only while nothing has been deleted yet.
 */
public final class KafkaHistory implements History {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);

    private final Map<String, Object> clientSettings;
    private final boolean whole;

    private KafkaHistory(Map<String, Object> clientSettings, boolean whole) {
        this.clientSettings = new HashMap<>(clientSettings);
        this.whole = whole;
    }

    /** Kafka alone: refuses when the beginning of a main topic has been deleted. */
    public static KafkaHistory whole(Map<String, Object> clientSettings) {
        return new KafkaHistory(clientSettings, true);
    }

    /** What Kafka still has, to complete an older history. */
    public static KafkaHistory latest(Map<String, Object> clientSettings) {
        return new KafkaHistory(clientSettings, false);
    }

    @Override
    public void read(HistoryReader reader) {
        clientSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        clientSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        clientSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clientSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions();
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (whole) {
                requireTheBeginning(starts);
            }
            consumer.assign(partitions);
            starts.forEach(consumer::seek);
            readTo(ends, starts, consumer, reader);
        }
    }

    private static List<TopicPartition> partitions() {
        List<Topic> topics = new ArrayList<>(Topics.events());
        topics.add(Topics.IDENTITY_LINKS);
        return topics.stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .toList();
    }

    private static void requireTheBeginning(Map<TopicPartition, Long> starts) {
        starts.forEach((partition, start) -> {
            if (start > 0 && !partition.topic().equals(Topics.IDENTITY_LINKS.name())) {
                throw new HistoryException(
                        "Kafka has deleted the first %,d records of %s: it no longer tells all that happened; use --from s3"
                                .formatted(start, partition));
            }
        });
    }

    /** Positions count, not records: transactions leave markers, and compaction gaps, that no consumer sees. */
    private static void readTo(
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> starts,
            KafkaConsumer<byte[], byte[]> consumer,
            HistoryReader reader) {
        long all = distance(starts, ends);
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        left.values().removeIf(end -> end == 0);
        long lastMove = System.nanoTime();
        while (!left.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset()
                        < requireNonNull(ends.get(new TopicPartition(record.topic(), record.partition())))) {
                    give(record, reader);
                }
            }
            Map<TopicPartition, Long> positions = new HashMap<>();
            left.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
            left.entrySet().removeIf(end -> requireNonNull(positions.get(end.getKey())) >= end.getValue());
            consumer.pause(ends.keySet().stream()
                    .filter(partition -> !left.containsKey(partition))
                    .toList());
            reader.progress("kafka", all - distance(positions, left), all);
            if (!records.isEmpty()) {
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > GIVE_UP.toNanos()) {
                throw new HistoryException(
                        "Kafka gives no records of %s any more, though their ends are not reached".formatted(left));
            }
        }
    }

    private static long distance(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        return to.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), end.getValue())))
                .sum();
    }

    private static void give(ConsumerRecord<byte[], byte[]> record, HistoryReader reader) {
        if (record.value() == null) {
            return;
        }
        try {
            if (record.topic().equals(Topics.IDENTITY_LINKS.name())) {
                reader.link(Link.serde().deserializer().deserialize(record.topic(), record.value()));
            } else {
                reader.event(record.topic(), EventJson.read(record.value()));
            }
        } catch (SerializationException | IllegalArgumentException e) {
            reader.unreadable(
                    "%s-%d@%d: %s".formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
        }
    }
}
