package dev.clickstream.processor.erasure;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The erasure list from its topic. The first reading is of the whole topic, before anything else is done: a list that cannot be
 * read is not an empty one, since people would come back.
 */
public final class ErasureTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition place = new TopicPartition(Topics.ERASURES.name(), 0);
    private final Thread follower =
            Thread.ofPlatform().daemon().name("erasures").unstarted(this::follow);
    private volatile ErasureList list = ErasureList.empty();
    private volatile boolean stopping;

    private ErasureTopic(Map<String, Object> clientSettings) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The list as it is now.
     *
     * @throws IllegalStateException if it cannot be read
     */
    public static ErasureList read(Map<String, Object> clientSettings) {
        ErasureTopic topic = new ErasureTopic(clientSettings);
        try (topic.consumer) {
            topic.readToEnd();
        }
        return topic.list;
    }

    /**
     * Reads the list, and follows it from then on.
     *
     * @throws IllegalStateException if it cannot be read now; later on it is tried again for as long as it takes
     */
    public static ErasureTopic follow(Map<String, Object> clientSettings) {
        ErasureTopic topic = new ErasureTopic(clientSettings);
        try {
            topic.readToEnd();
        } catch (RuntimeException e) {
            topic.consumer.close();
            throw e;
        }
        topic.follower.start();
        return topic;
    }

    /** A new object after each change, the same until then. */
    public ErasureList current() {
        return list;
    }

    private void readToEnd() {
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        try {
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            consumer.seekToBeginning(List.of(place));
            while (consumer.position(place) < end) {
                take(consumer.poll(POLL));
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "the erasure list cannot be read: %s ends at offset %d and gave none after %d"
                                    .formatted(place, end, consumer.position(place)));
                }
            }
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "the erasure list cannot be read from %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        List<Erasure> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() == null || record.value() == null) {
                continue;
            }
            try {
                entries.add(Erasure.read(new String(record.key(), StandardCharsets.UTF_8), record.value()));
            } catch (IllegalArgumentException e) {
                LOG.error(
                        "not an entry of the erasure list: topic={} offset={}: {}",
                        place,
                        record.offset(),
                        e.getMessage());
            }
        }
        if (!entries.isEmpty()) {
            list = list.with(entries);
        }
    }

    private void follow() {
        try (consumer) {
            while (!stopping) {
                try {
                    take(consumer.poll(POLL));
                } catch (WakeupException e) {
                    LOG.debug("woken up");
                } catch (KafkaException e) {
                    LOG.warn("the erasure list cannot be followed, trying again: {}", e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            follower.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
