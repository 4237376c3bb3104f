package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import dev.clickstream.processor.operations.KafkaNumbers;
import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.processor.operations.ServiceHealth;
import dev.clickstream.processor.sync.RedisSyncStore;
import dev.clickstream.processor.sync.SyncSink;
import dev.clickstream.processor.sync.SyncState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import redis.clients.jedis.RedisClient;

/** What brings people's other devices their news: a part of the sink, where it knows a Redis. */
final class SyncService implements RunningService, AutoCloseable {
    private final RedisClient redis;
    private final KafkaConsumer<String, SyncState> consumer;
    private final SinkThread thread;

    /** Begins at once. @param onFailure called when it has failed for good */
    SyncService(ProcessorConfig config, Runnable onFailure) {
        this.redis = requireNonNull(config.redis()).open();
        this.consumer = new KafkaConsumer<>(
                SinkThread.consumerSettings(config, "sync"),
                new StringDeserializer(),
                SyncState.serde().deserializer());
        SyncSink sink = new SyncSink(consumer, new RedisSyncStore(redis));
        this.thread = SinkThread.start("sync", Topics.SYNC.name(), sink, sink, requireNonNull(onFailure));
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public ServiceHealth health() {
        return thread.health(Math.round(KafkaNumbers.lag(consumer.metrics())));
    }

    @Override
    public void register(ProcessorMetrics metrics) {
        // What every service tells is all there is.
    }

    @Override
    public void close() throws InterruptedException {
        thread.close();
        redis.close();
    }
}
