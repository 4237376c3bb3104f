package dev.clickstream.collector.publish;

import dev.clickstream.event.Topics;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.KafkaSecurity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The same contract on Apache's own image, where a Docker engine exists; skipped elsewhere. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerEventPublisherIT extends EventPublisherContract {
    @Container
    static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion());

    private static KafkaEventPublisher publisher;

    @BeforeAll
    static void start() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.getBootstrapServers()))) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings()))
                    .toList();
            admin.createTopics(topics).all().get();
        }
        publisher = new KafkaEventPublisher(
                new KafkaConnection(KAFKA.getBootstrapServers(), KafkaSecurity.PLAINTEXT), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        publisher.close();
    }

    @Override
    EventPublisher publisher() {
        return publisher;
    }

    @Override
    List<OutgoingRecord> stored(String topic, String keyPrefix) {
        return StoredRecords.of(KAFKA.getBootstrapServers(), topic).stream()
                .filter(record -> record.key() != null && record.key().startsWith(keyPrefix))
                .toList();
    }
}
