package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.operations.ServiceHealth;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer's loop on a thread of its own. */
final class SinkThread implements AutoCloseable {
    static final Duration STOP_WITHIN = Duration.ofSeconds(8);
    private static final Logger LOG = LoggerFactory.getLogger(SinkThread.class);

    private final String name;
    private final Thread thread;
    private final AutoCloseable stop;

    private SinkThread(String name, Thread thread, AutoCloseable stop) {
        this.name = name;
        this.thread = thread;
        this.stop = stop;
    }

    /**
     * @param stop asks the loop to end
     * @param onFailure called when the loop ends by an exception
     */
    static SinkThread start(String name, String topic, Runnable loop, AutoCloseable stop, Runnable onFailure) {
        Thread thread = Thread.ofPlatform().name(name).start(() -> {
            try {
                loop.run();
            } catch (RuntimeException e) {
                LOG.error("service {} failed on {}", name, topic, e);
                onFailure.run();
            }
        });
        return new SinkThread(name, thread, requireNonNull(stop));
    }

    /** What is committed in a transaction is read, from the beginning; offsets are committed by the loop. */
    static Map<String, Object> consumerSettings(ProcessorConfig config, String group) {
        Map<String, Object> settings = config.kafka().clientSettings();
        settings.putAll(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"));
        if (config.instanceId() != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
        }
        return settings;
    }

    ServiceHealth health(long lagRecords) {
        return new ServiceHealth(thread.isAlive() ? "running" : "not_running", thread.isAlive(), lagRecords, 0);
    }

    @Override
    public void close() throws InterruptedException {
        try {
            stop.close();
        } catch (Exception e) {
            LOG.warn("service {} could not be asked to stop: {}", name, e.getMessage());
        }
        if (!thread.join(STOP_WITHIN)) {
            LOG.warn("service {} did not stop within {}", name, STOP_WITHIN);
        }
    }
}
