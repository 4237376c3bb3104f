package dev.clickstream.collector.publish;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.KafkaSecurity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class KafkaEventPublisherIT extends EventPublisherContract {
    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static KafkaEventPublisher publisher;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.KAFKA), state);
        publisher = new KafkaEventPublisher(
                new KafkaConnection(platform.endpoint("KAFKA_BOOTSTRAP"), KafkaSecurity.PLAINTEXT),
                Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        publisher.close();
        platform.close();
    }

    @Override
    EventPublisher publisher() {
        return publisher;
    }

    @Override
    List<OutgoingRecord> stored(String topic, String keyPrefix) {
        return StoredRecords.of(platform.endpoint("KAFKA_BOOTSTRAP"), topic).stream()
                .filter(record -> record.key() != null && record.key().startsWith(keyPrefix))
                .toList();
    }
}
