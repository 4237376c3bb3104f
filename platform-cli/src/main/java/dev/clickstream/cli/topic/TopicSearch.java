package dev.clickstream.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Finds records on topics, by their place or by what they hold. */
public final class TopicSearch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;

    public TopicSearch(String bootstrap) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "client.id",
                        "clickstream-trace"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Empty if the record is no longer kept. */
    public Optional<ConsumerRecord<String, byte[]>> at(String topic, int partition, long offset) {
        TopicPartition place = new TopicPartition(topic, partition);
        return read(() -> {
            consumer.assign(List.of(place));
            if (consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L) > offset) {
                return Optional.empty();
            }
            consumer.seek(place, offset);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    return record.offset() == offset ? Optional.of(record) : Optional.empty();
                }
            }
            return Optional.empty();
        });
    }

    /** The records since a time whose value has the text in it, oldest first by topic; reads all of them. */
    public List<ConsumerRecord<String, byte[]>> holding(Collection<Topic> topics, String text, Instant since) {
        byte[] wanted = text.getBytes(UTF_8);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        read(topics, since, record -> {
            if (contains(record.value(), wanted)) {
                found.add(record);
            }
        });
        return found;
    }

    /** Every record of the topic since a time, up to where it ends now. */
    public void read(Topic topic, Instant since, Consumer<ConsumerRecord<String, byte[]>> reader) {
        read(List.of(topic), since, reader);
    }

    private void read(Collection<Topic> topics, Instant since, Consumer<ConsumerRecord<String, byte[]>> reader) {
        read(() -> {
            Map<TopicPartition, Long> ends = seek(topics, since);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                    if (record.value() != null && end != null && record.offset() < end) {
                        reader.accept(record);
                    }
                }
            }
            return ends;
        });
    }

    /** Gives where each partition that has something ends. */
    private Map<TopicPartition, Long> seek(Collection<Topic> topics, Instant since) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            consumer.partitionsFor(topic.name())
                    .forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            if (start == null) {
                ends.remove(partition);
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, start.offset());
            }
        }
        return ends;
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return requireNonNull(reading.get());
        } catch (KafkaException e) {
            throw new PlatformException("Kafka cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean contains(byte[] value, byte[] wanted) {
        for (int from = 0; from <= value.length - wanted.length; from++) {
            int at = 0;
            while (at < wanted.length && value[from + at] == wanted[at]) {
                at++;
            }
            if (at == wanted.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
