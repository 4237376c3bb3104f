package dev.clickstream.cli.identity;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.event.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Where merges are written. */
public final class LinksTopic implements AutoCloseable {
    private static final int SECONDS = 30;

    private final KafkaProducer<String, String> producer;

    public LinksTopic(String bootstrap) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "clickstream-cli",
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** @throws PlatformException if the broker does not take it; then nothing has changed, or the same will by a repeat */
    public void write(Merge merge) {
        try {
            producer.send(new ProducerRecord<>(Topics.IDENTITY_LINKS.name(), merge.device(), merge.toJson()))
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new PlatformException(
                    "%s does not take the change: %s; try again"
                            .formatted(Topics.IDENTITY_LINKS.name(), failure.getMessage()),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("stopped while the change was written", stopped);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
