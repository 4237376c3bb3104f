package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A compacted topic: what it says now of each key, and how to say something else. */
public final class CompactedTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int SECONDS = 30;

    private final String bootstrap;
    private final Topic topic;

    public CompactedTopic(String bootstrap, Topic topic) {
        this.bootstrap = requireNonNull(bootstrap, "bootstrap");
        this.topic = requireNonNull(topic, "topic");
    }

    /** The list of who was erased. */
    public static ErasureList erasures(String bootstrap) {
        List<Erasure> entries = new ArrayList<>();
        new CompactedTopic(bootstrap, Topics.ERASURES)
                .newest()
                .forEach((hash, value) -> entries.add(Erasure.read(hash, value)));
        return ErasureList.of(entries);
    }

    /** The newest value of each key, up to where the topic ends now; keys whose newest record is a tombstone are left out. */
    public Map<String, byte[]> newest() {
        Map<String, byte[]> newest = new LinkedHashMap<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "client.id", "clickstream-erase");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10L * SECONDS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        newest.remove(record.key());
                    } else if (record.key() != null) {
                        newest.put(record.key(), record.value());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new PlatformException(topic.name() + " cannot be read to its end in time; try again");
                }
            }
            return newest;
        } catch (KafkaException e) {
            throw new PlatformException("%s cannot be read: %s".formatted(topic.name(), e.getMessage()), e);
        }
    }

    /**
     * Writes them one after the other, each acknowledged before the next.
     *
     * @param records in this order; a null value is a tombstone
     * @throws PlatformException if the broker does not take one; the same may be written again
     */
    @SuppressWarnings("NullAway") // a tombstone is a record without a value
    public void write(Map<String, byte @Nullable []> records) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "client.id", "clickstream-erase");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (Map.Entry<String, byte @Nullable []> record : records.entrySet()) {
                producer.send(new ProducerRecord<>(topic.name(), record.getKey(), record.getValue()))
                        .get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new PlatformException(
                    "%s does not take the change: %s; try again".formatted(topic.name(), failure.getMessage()),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while the change was written", stopped);
        }
    }
}
