package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.table.DynamoDbRecentItemsStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * This version, started on the state that an earlier one left. Each file under {@code upgrade} holds the changelogs of one version,
 * as they lay in Kafka; it is written once, by that version, with {@code -Dgolden.write=true} and a new name in {@link #THIS},
 * whenever the form of a store changes. A file is deleted only when nobody can have that state any more.
 */
class UpgradeIT {
    /** Of the state that this version writes. */
    private static final Path THIS = Path.of("src/test/resources/upgrade/state-2.txt");

    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "384m");
    private static final Duration LONG = Duration.ofSeconds(180);
    private static final TrackingPlan PLAN = TrackingPlan.load();
    /** So far ahead that the state never expires. */
    private static final Instant DAY = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private LocalPlatform platform;
    private DynamoDbClient dynamoDb;

    static Stream<Path> states() throws IOException {
        try (Stream<Path> files = Files.list(THIS.getParent())) {
            return files.sorted().toList().stream();
        }
    }

    @BeforeEach
    void aPlatformWithoutHistory() {
        platform =
                LocalPlatform.start(Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS), directory.resolve("local"));
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        platform.close();
    }

    @ParameterizedTest
    @MethodSource("states")
    void goesOnAsIfNothingHadHappened(Path state) throws Exception {
        if (Boolean.getBoolean("golden.write") && state.equals(THIS)) {
            write(state);
        }
        restore(Files.readAllLines(state));
        try (ChildProgram processor = processor()) {
            send(view("c", null, 4));
            send(cart("Product Removed", "x", 5));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shown("user:ann"))
                            .containsEntry("view", List.of("c", "b", "a"))
                            .doesNotContainKey("cart"));
            assertThat(shown("device:phone")).isEmpty();
            assertThat(processor.isAlive()).isTrue();
        }
    }

    /** What an earlier day left: a phone, its owner, two views and a thing in the cart. */
    private void write(Path state) throws Exception {
        try (ChildProgram processor = processor()) {
            send(view("a", null, 1));
            send(view("b", "ann", 2));
            send(cart("Product Added", "x", 3));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shown("user:ann"))
                            .containsEntry("view", List.of("b", "a"))
                            .containsEntry("cart", List.of("x")));
        }
        List<String> lines = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().endsWith("-changelog"))
                    .flatMap(topic ->
                            topic.getValue().stream().map(of -> new TopicPartition(topic.getKey(), of.partition())))
                    .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < ends.get(partition)) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                        lines.add(line(record));
                    }
                }
            }
        }
        Files.createDirectories(state.getParent());
        Files.write(state, lines);
        stop();
        directory = Files.createTempDirectory(directory, "again");
        aPlatformWithoutHistory();
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        return "%s %d %s %s"
                .formatted(record.topic(), record.partition(), base64(record.key()), base64(record.value()));
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? "-" : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64) {
        return base64.equals("-") ? null : Base64.getDecoder().decode(base64);
    }

    private void restore(List<String> lines) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")));
                KafkaProducer<byte[], byte[]> producer = producer()) {
            List<NewTopic> topics = lines.stream()
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .distinct()
                    .map(topic -> new NewTopic(topic, Topics.PARTITIONS, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact")))
                    .toList();
            admin.createTopics(topics).all().get();
            for (String line : lines) {
                String[] parts = line.split(" ", -1);
                producer.send(
                        new ProducerRecord<>(parts[0], Integer.valueOf(parts[1]), bytes(parts[2]), bytes(parts[3])));
            }
        }
    }

    private ChildProgram processor() {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", directory.resolve("state").toString());
        environment.put("PROCESSOR_COLLATION_WINDOW_MS", "500");
        ChildProgram processor =
                ChildProgram.start(PROCESSOR, environment, List.of(), directory.resolve("processor.log"));
        processor.awaitReady(LONG);
        return processor;
    }

    private Map<String, List<String>> shown(String profile) {
        Map<String, List<String>> shown = new TreeMap<>();
        for (CategoryItems category : new DynamoDbRecentItemsStore(dynamoDb, "recent-items").read(profile)) {
            if (!category.items().isEmpty()) {
                shown.put(
                        category.category(),
                        category.items().stream().map(RecentItem::itemId).toList());
            }
        }
        return shown;
    }

    private void send(Event event) {
        String topic = PLAN.find(event.event()).orElseThrow().domain().topic().name();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(
                    topic, event.key().getBytes(java.nio.charset.StandardCharsets.UTF_8), EventJson.write(event)));
        }
    }

    private static Event view(String item, String user, int minute) {
        return event("Product Viewed", item, user, minute);
    }

    private static Event cart(String event, String item, int minute) {
        return event(event, item, "ann", minute);
    }

    private static Event event(String name, String item, String user, int minute) {
        Event event = Events.of(
                EventType.TRACK, name, user, "phone", minute, "{\"product_id\":\"%s\"}".formatted(item), Set.of());
        Instant at = DAY.plus(Duration.ofMinutes(minute));
        return new Event(
                event.messageId(),
                event.type(),
                event.event(),
                null,
                user,
                "phone",
                null,
                at,
                at,
                at,
                at,
                "web",
                event.context(),
                event.properties(),
                event.flags());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
