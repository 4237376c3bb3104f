package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;

import dev.clickstream.event.Topics;
import dev.clickstream.processor.failure.ProcessingFailure;
import dev.clickstream.processor.failure.ProductionFailure;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** What Kafka Streams is told, the same for both services. */
final class StreamsSettings {
    private StreamsSettings() {}

    static Properties of(ProcessorConfig config, String applicationId) {
        Properties settings = new Properties();
        settings.putAll(config.kafka().clientSettings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                requireNonNull(config.stateDirectory()).toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.replicas());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // What is shown does not depend on the order of arrival: no topic's records wait for another topic's.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 32L << 20);
        // No record may stop its partition: it goes to the dead letters, bytes and all.
        settings.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingFailure.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionFailure.class);
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        if (config.instanceId() != null) {
            settings.put(StreamsConfig.consumerPrefix(GROUP_INSTANCE_ID_CONFIG), config.instanceId());
        }
        settings.put(StreamsConfig.consumerPrefix(AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Points are packed already: zstd takes twice lz4's time on them for little.
        settings.put(StreamsConfig.producerPrefix(COMPRESSION_TYPE_CONFIG), "lz4");
        // Nobody reads what is not committed, and a commit sends whatever waits: to send it earlier only makes small
        // batches.
        settings.put(
                StreamsConfig.producerPrefix(LINGER_MS_CONFIG),
                Math.toIntExact(config.commitInterval().toMillis()));
        settings.put(StreamsConfig.producerPrefix(BATCH_SIZE_CONFIG), 128 << 10);
        // More requests in flight race with the start of a transaction on the broker (transactions v2) and are sent
        // again.
        settings.put(StreamsConfig.producerPrefix(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        return settings;
    }
}
