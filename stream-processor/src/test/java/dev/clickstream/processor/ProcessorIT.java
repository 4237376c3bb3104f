package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.Decay;
import dev.clickstream.recent.RecentItemsReader;
import dev.clickstream.recent.table.DynamoDbRecentItemsStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real program between a real broker and a real DynamoDB endpoint. */
class ProcessorIT {
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "384m");
    private static final Duration LONG = Duration.ofSeconds(180);
    private static final TrackingPlan PLAN = TrackingPlan.load();

    private static Path directory;
    private static LocalPlatform platform;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        directory = temporary;
        platform = LocalPlatform.start(
                Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS), temporary.resolve("platform"));
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
        platform.close();
    }

    @Test
    void everyProfileShowsExactlyItsNewestItemsThoughTheProcessorIsKilledOnTheWay() {
        Travellers travellers = new Travellers(11, 60, 60);
        List<Event> events = travellers.events();
        int third = events.size() / 3;
        try (KafkaProducer<String, byte[]> producer = producer()) {
            ChildProgram processor = startProcessor();
            send(producer, events.subList(0, third));
            await().atMost(LONG).until(() -> !shown().isEmpty());
            send(producer, events.subList(third, 2 * third));
            processor.kill();

            processor = startProcessor();
            send(producer, events.subList(2 * third, events.size()));
            processor.kill();

            try (ChildProgram last = startProcessor()) {
                await().atMost(LONG)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(shown()).isEqualTo(travellers.expected()));
                assertThat(last.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aRecordThatIsNoEnvelopeLiesInTheDeadLettersWithItsBytes() {
        byte[] poison = "{\"not\":\"an envelope\"}".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<String, byte[]> producer = producer();
                ChildProgram processor = startProcessor();
                KafkaConsumer<byte[], byte[]> deadLetters = consumer(Topics.DEAD_LETTERS.name())) {
            producer.send(new ProducerRecord<>(Topics.EVENTS_VIEW.name(), "d1", poison));
            producer.flush();

            await().atMost(LONG).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : deadLetters.poll(Duration.ofMillis(500))) {
                    if (java.util.Arrays.equals(record.value(), poison)) {
                        return true;
                    }
                }
                return false;
            });
            assertThat(processor.isAlive()).isTrue();
        }
    }

    private static ChildProgram startProcessor() {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", directory.resolve("state").toString());
        environment.put("PROCESSOR_INSTANCE_ID", "test");
        environment.put("PROCESSOR_COLLATION_WINDOW_MS", "500");
        ChildProgram processor =
                ChildProgram.start(PROCESSOR, environment, List.of(), directory.resolve("processor.log"));
        processor.awaitReady(LONG);
        return processor;
    }

    /** What recommenders would read, profile by profile; leaves out what is empty. */
    private static Map<String, Map<String, List<String>>> shown() {
        DynamoDbRecentItemsStore store = new DynamoDbRecentItemsStore(dynamoDb, "recent-items");
        RecentItemsReader reader = new RecentItemsReader(store, Clock.systemUTC());
        Map<String, Map<String, List<String>>> shown = new TreeMap<>();
        for (String profile : store.profiles()) {
            Map<String, List<String>> categories = new TreeMap<>();
            reader.read(profile, Decay.NONE)
                    .forEach((category, items) -> categories.put(
                            category,
                            items.stream().map(item -> item.item().itemId()).toList()));
            if (!categories.isEmpty()) {
                shown.put(profile, categories);
            }
        }
        return shown;
    }

    private static void send(KafkaProducer<String, byte[]> producer, List<Event> events) {
        for (Event event : events) {
            String topic =
                    PLAN.find(event.event()).orElseThrow().domain().topic().name();
            producer.send(new ProducerRecord<>(topic, event.key(), EventJson.write(event)));
        }
        producer.flush();
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        platform.endpoint("KAFKA_BOOTSTRAP"),
                        "group.id",
                        "test",
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }
}
