package dev.clickstream.cli.stage;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.event.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Offsets of topics and groups. */
final class KafkaStage implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Admin admin;

    KafkaStage(String bootstrap) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "clickstream-cli"));
    }

    Map<TopicPartition, Long> ends(Collection<Topic> topics) {
        return offsets(topics, OffsetSpec.latest());
    }

    /** End minus start, over all partitions: exact for topics without transactions and compaction. */
    long records(Collection<Topic> topics) {
        return sum(ends(topics)) - sum(offsets(topics, OffsetSpec.earliest()));
    }

    /** How far a group has read; a partition it never committed is left out. */
    Map<TopicPartition, Long> committed(String group, Collection<Topic> topics) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, OffsetAndMetadata> known =
                await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "offsets of " + group);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = known.get(partition);
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        }
        return committed;
    }

    /** How many records a group has not read yet. */
    long lag(String group, Collection<Topic> topics) {
        Map<TopicPartition, Long> committed = committed(group, topics);
        Map<TopicPartition, Long> starts = offsets(topics, OffsetSpec.earliest());
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends(topics).entrySet()) {
            long read = committed.getOrDefault(end.getKey(), starts.getOrDefault(end.getKey(), 0L));
            lag += Math.max(0, end.getValue() - read);
        }
        return lag;
    }

    private Map<TopicPartition, Long> offsets(Collection<Topic> topics, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(topics).forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        await(admin.listOffsets(wanted).all(), "offsets of topics")
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private static List<TopicPartition> partitions(Collection<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        return partitions;
    }

    static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new PlatformException("Kafka does not tell the %s: %s".formatted(what, cause.getMessage()), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while asking Kafka for the " + what, stopped);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
