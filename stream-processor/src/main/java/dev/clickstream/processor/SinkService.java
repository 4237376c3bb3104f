package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import dev.clickstream.processor.operations.KafkaNumbers;
import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.processor.operations.ServiceHealth;
import dev.clickstream.processor.sink.Backoff;
import dev.clickstream.processor.sink.KafkaDeadLetters;
import dev.clickstream.processor.sink.RecentItemsSink;
import dev.clickstream.processor.sink.SinkStore;
import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The sink of recent items at work. */
final class SinkService implements RunningService, AutoCloseable {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration MOST_BACKOFF = Duration.ofSeconds(10);

    private final SinkStore store;
    private final KafkaProducer<byte[], byte[]> deadLetters;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SinkThread thread;

    /** Begins at once. @param onFailure called when it has failed for good */
    SinkService(ProcessorConfig config, Runnable onFailure) {
        this.store = SinkStore.open(config.recentItemsTable(), config.sinkConcurrency());
        this.deadLetters = new KafkaProducer<>(
                config.kafka().clientSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                SinkThread.consumerSettings(config, "sink"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        RecentItemsSink sink = new RecentItemsSink(
                consumer,
                store.writer(),
                new KafkaDeadLetters(deadLetters),
                new Backoff(FIRST_BACKOFF, MOST_BACKOFF, new SplittableRandom()),
                config.sinkConcurrency());
        this.thread = SinkThread.start("sink", Topics.RECENT_ITEMS.name(), sink, sink, requireNonNull(onFailure));
    }

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public ServiceHealth health() {
        return thread.health(Math.round(KafkaNumbers.lag(consumer.metrics())));
    }

    @Override
    public void register(ProcessorMetrics metrics) {
        metrics.counter(
                "processor.dynamodb.writes",
                "sink",
                "Puts that DynamoDB answered, refused ones among them.",
                () -> store.consumption().writes());
        metrics.counter(
                "processor.dynamodb.rejected.writes",
                "sink",
                "Puts refused since the table held the same or a newer state.",
                () -> store.consumption().rejectedWrites());
        metrics.counter(
                "processor.dynamodb.write.units",
                "sink",
                "Write units as DynamoDB counted them.",
                () -> store.consumption().writeUnits());
        metrics.counter(
                "processor.dynamodb.predicted.write.units",
                "sink",
                "Write units by the sizes of the items that were put.",
                () -> store.consumption().predictedWriteUnits());
    }

    @Override
    public void close() throws InterruptedException {
        thread.close();
        deadLetters.close(SinkThread.STOP_WITHIN);
        store.close();
    }
}
