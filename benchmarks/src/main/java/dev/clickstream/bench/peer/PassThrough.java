package dev.clickstream.bench.peer;

import dev.clickstream.event.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The floor: Kafka Streams carries the bytes of each event over the same two topics, in the same transactions, and does nothing
 * with them. What the processor takes beyond it is its own work and its state.
 */
public final class PassThrough {
    private PassThrough() {}

    /** @param arguments the brokers, the directory for state, and the main topics */
    public static void main(String[] arguments) throws InterruptedException {
        String brokers = arguments[0];
        Path state = Path.of(arguments[1]);
        List<String> topics = List.of(arguments[2].split(","));
        CountDownLatch failed = new CountDownLatch(1);
        carry("workflows", topics, Topics.ACTIVITY.name(), brokers, state, failed);
        carry("groups", List.of(Topics.ACTIVITY.name()), Topics.RECENT_ITEMS.name(), brokers, state, failed);
        System.out.println("ready");
        failed.await();
        System.exit(1);
    }

    private static void carry(
            String name, List<String> from, String to, String brokers, Path state, CountDownLatch failed) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<byte[], byte[]>stream(from)
                // Who did it, as any program must find out that is to keep something for each of them.
                .filter((key, value) -> !new String(key, StandardCharsets.UTF_8).isBlank())
                .to(to);
        KafkaStreams streams = new KafkaStreams(builder.build(), settings(name, brokers, state));
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                failed.countDown();
            }
        });
        streams.start();
    }

    /** As the processor ships. */
    private static Properties settings(String name, String brokers, Path state) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        return settings;
    }
}
