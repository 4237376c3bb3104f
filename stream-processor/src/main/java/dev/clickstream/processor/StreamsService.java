package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.operations.KafkaNumbers;
import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RestoreProgress;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.processor.operations.ServiceHealth;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topology at work. */
final class StreamsService implements RunningService, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final String name;
    private final KafkaStreams streams;
    private final RestoreProgress restoring = new RestoreProgress();
    private final CountDownLatch running = new CountDownLatch(1);

    /** @param onFailure called when it has failed for good */
    StreamsService(String name, Topology topology, ProcessorConfig config, Runnable onFailure) {
        this.name = requireNonNull(name);
        this.streams = new KafkaStreams(topology, StreamsSettings.of(config, name));
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(e -> {
            LOG.error("service {} failed", name, e);
            onFailure.run();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    void start() {
        streams.start();
    }

    /** Waits until it has its partitions and its state. */
    void awaitRunning() throws InterruptedException {
        running.await();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ServiceHealth health() {
        KafkaStreams.State state = streams.state();
        return new ServiceHealth(
                state.name().toLowerCase(Locale.ROOT),
                state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing(),
                Math.round(KafkaNumbers.lag(streams.metrics())),
                restoring.remainingRecords());
    }

    @Override
    public void register(ProcessorMetrics metrics) {
        metrics.counter(
                "processor.records.processed",
                name,
                "Records that passed a processor, each of them counted.",
                () -> KafkaNumbers.sum(streams.metrics(), "stream-thread-metrics", "process-total"));
        metrics.counter(
                "processor.records.dropped",
                name,
                "Records put aside: they lie in the dead letters.",
                () -> KafkaNumbers.sum(streams.metrics(), "stream-task-metrics", "dropped-records-total"));
    }

    @Override
    public void close() {
        if (!streams.close(STOP_WITHIN)) {
            LOG.warn("service {} did not stop within {}", name, STOP_WITHIN);
        }
    }
}
