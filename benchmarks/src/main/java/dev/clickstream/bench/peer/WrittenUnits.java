package dev.clickstream.bench.peer;

import dev.clickstream.endtoend.replay.WriteUnits;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The write units of all snapshots that were published, each of which the sink writes once. */
final class WrittenUnits {
    private WrittenUnits() {}

    static double of(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<String, Snapshot> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), SnapshotSerde.serde().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RECENT_ITEMS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, Integer> bytes = new HashMap<>();
            double units = 0;
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                ConsumerRecords<String, Snapshot> records = consumer.poll(Duration.ofMillis(500));
                for (ConsumerRecord<String, Snapshot> record : records) {
                    int after = WriteUnits.bytes(record.value());
                    Integer before = bytes.put(record.key(), after);
                    units += WriteUnits.of(before == null ? 0 : before, after);
                }
            }
            return units;
        }
    }
}
