package dev.clickstream.bench.collect;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records the topic holds that everybody writes to: an answer of 200 counts only with its record. */
final class StoredEvents implements AutoCloseable {
    static final String TOPIC = "clickstream.events-view.v1";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;

    StoredEvents(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    long count() throws InterruptedException {
        try {
            List<TopicPartition> partitions =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .toList();
            return admin
                    .listOffsets(partitions.stream()
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not tell how much they hold: " + e.getCause(), e);
        }
    }

    /** How many of so many there are not, however long that is waited for: some answer before they store. */
    long missing(long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long missing = Math.max(0, wanted - count());
        while (missing > 0 && System.nanoTime() < deadline) {
            Thread.sleep(100);
            missing = Math.max(0, wanted - count());
        }
        return missing;
    }

    @Override
    public void close() {
        admin.close();
    }
}
