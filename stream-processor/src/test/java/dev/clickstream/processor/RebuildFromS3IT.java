package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.plan.TrackingPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;

/** When Kafka has deleted what happened, the loader's files still tell it. */
class RebuildFromS3IT {
    private static final Duration LONG = Duration.ofSeconds(240);
    private static final TrackingPlan PLAN = TrackingPlan.load();

    @Test
    void whatKafkaHasDeletedIsReadFromTheFilesOfTheLoader(@TempDir Path directory) throws Exception {
        List<Event> events = new Travellers(31, 25, 30).events();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.values()), directory.resolve("platform"));
                DynamoDbClient dynamoDb = dynamoDb(platform);
                Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            try (ChildProgram processor = processor(platform, directory);
                    ChildProgram loader = loader(platform, directory)) {
                send(platform, events);
                await().atMost(LONG)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(RebuildIT.shownAsOf(dynamoDb, "recent-items", Instant.now()))
                                .isEqualTo(Travellers.expected(events, Instant.now())));
                await().atMost(LONG)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> behind(admin, "warehouse-loader") == 0);
                assertThat(processor.isAlive()).isTrue();
                assertThat(loader.isAlive()).isTrue();
            }
            deleteMainTopics(admin);

            RebuildRun ofKafka = RebuildRun.start(platform, directory, "recent-items", "--from", "kafka", "--dry-run")
                    .finished();
            assertThat(ofKafka.lines())
                    .anyMatch(line ->
                            line.startsWith("refused: Kafka has deleted the first ") && line.endsWith("use --from s3"));
            JsonNode result = RebuildRun.start(platform, directory, "recent-items")
                    .finished()
                    .result();

            assertThat(result.path("events").asLong()).isEqualTo(events.size());
            long lists = Travellers.expected(events, Instant.now()).values().stream()
                    .mapToLong(Map::size)
                    .sum();
            assertThat(result.path("identical").asLong()).as(result.toString()).isEqualTo(lists);
            assertThat(result.path("snapshots").asLong()).isEqualTo(lists);
            assertThat(result.path("switched").asBoolean()).isTrue();
        }
    }

    private static DynamoDbClient dynamoDb(LocalPlatform platform) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    private static ChildProgram processor(LocalPlatform platform, Path directory) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", directory.resolve("state").toString());
        environment.put("PROCESSOR_COLLATION_WINDOW_MS", "200");
        return started("stream-processor", "dev.clickstream.processor.Main", environment, directory);
    }

    private static ChildProgram loader(LocalPlatform platform, Path directory) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("LOADER_BUCKET", platform.endpoint("S3_BUCKET"));
        environment.put("LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"));
        environment.put("LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"));
        environment.put("LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"));
        environment.put("LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"));
        environment.put("LOADER_CYCLE_SECONDS", "1");
        return started("warehouse-loader", "dev.clickstream.loader.Main", environment, directory);
    }

    private static ChildProgram started(String module, String main, Map<String, String> environment, Path directory) {
        ChildProgram program = ChildProgram.start(
                new Program(module, main, "320m"), environment, List.of(), directory.resolve(module + ".log"));
        program.awaitReady(LONG);
        return program;
    }

    private static void send(LocalPlatform platform, List<Event> events) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Event event : events) {
                String topic =
                        PLAN.find(event.event()).orElseThrow().domain().topic().name();
                producer.send(new ProducerRecord<>(topic, event.key(), EventJson.write(event)));
            }
        }
    }

    /** Records of the main topics and links that the group has not read; topics that it does not read count as read. */
    private static long behind(Admin admin, String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = ends(admin);
        return ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .mapToLong(end -> end.getValue()
                        - (read.get(end.getKey()) == null
                                ? 0
                                : read.get(end.getKey()).offset()))
                .sum();
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (Topic topic : Topics.events()) {
            IntStream.range(0, topic.partitions())
                    .forEach(partition -> latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(latest).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    private static void deleteMainTopics(Admin admin) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ends(admin).forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        admin.deleteRecords(all).all().get();
    }
}
