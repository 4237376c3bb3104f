package dev.clickstream.processor.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.table.Consumption;
import dev.clickstream.recent.table.ConsumptionStore;
import dev.clickstream.recent.table.SnapshotScan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The sink between a real broker and a DynamoDB that fails one write in fifty. */
class SinkFaultsIT {
    private static final String TABLE = "recent-items";
    private static final Duration LONG = Duration.ofSeconds(180);
    private static final int PROFILES = 800;
    private static final int SNAPSHOTS = 4_000;

    private static LocalPlatform platform;
    private static DynamoDbClient direct;

    private final Random random = new Random(17);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeAll
    static void start(@TempDir Path state) {
        platform = LocalPlatform.start(Set.of(Service.KAFKA, Service.DYNAMODB), state);
        direct = client(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")));
    }

    @AfterAll
    static void stop() {
        direct.close();
        platform.close();
    }

    @Test
    void theTableHoldsTheLastSnapshotsWhateverOneWriteInFiftyMeets() throws Exception {
        Map<String, Map<String, Snapshot>> last = new TreeMap<>();
        List<Snapshot> snapshots = snapshots(last);
        try (FaultyDynamoDb faulty = new FaultyDynamoDb(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")));
                KafkaProducer<byte[], byte[]> producer = producer()) {
            Consumption consumed;
            SinkStore store = SinkStore.open(
                    DynamoDbAsyncClient.builder()
                            .endpointOverride(faulty.endpoint())
                            .region(Region.of(platform.endpoint("AWS_REGION")))
                            .credentialsProvider(credentials()),
                    client(faulty.endpoint()),
                    TABLE,
                    16);
            try (store;
                    RecentItemsSink sink = sink(store, producer)) {
                Thread thread = new Thread(sink, "sink");
                thread.start();
                // Bit by bit, so that the sink meets many of the older ones too.
                for (int from = 0; from < SNAPSHOTS; from += 50) {
                    snapshots.subList(from, from + 50).forEach(snapshot -> send(producer, snapshot));
                    producer.flush();
                }
                Map<String, List<CategoryItems>> expected = expected(last);
                await().atMost(LONG)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertThat(differences(expected)).isEmpty());
                sink.close();
                thread.join(LONG);
                assertThat(lag()).isZero();
                consumed = store.consumption();
            }
            assertThat(faulty.faults())
                    .hasSize(3)
                    .allSatisfy((fault, times) -> assertThat(times).isGreaterThanOrEqualTo(3));
            // A write that was applied and cut is refused when it is tried again: those refusals are paid for.
            assertThat(consumed.rejectedWrites())
                    .isGreaterThanOrEqualTo(faulty.faults().get(FaultyDynamoDb.Fault.CUT_AFTER_IT_WAS_APPLIED));
            assertThat(new ConsumptionStore(direct, TABLE).total().writes()).isGreaterThanOrEqualTo(consumed.writes());
        }
    }

    @Test
    void aSnapshotTooLargeForDynamoDbLiesInTheDeadLettersWithItsReason() throws Exception {
        String id = "i".repeat(15_000);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            points.add(new Point(id + i, "d", now.minusSeconds(i), "m", false, Map.of()));
        }
        Snapshot large = new Snapshot("user:large", "view", 1, 1, points, now);
        Snapshot next = snapshot("user:next", 1);
        try (KafkaProducer<byte[], byte[]> producer = producer();
                SinkStore store = SinkStore.open(
                        DynamoDbAsyncClient.builder()
                                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                                .region(Region.of(platform.endpoint("AWS_REGION")))
                                .credentialsProvider(credentials()),
                        client(URI.create(platform.endpoint("DYNAMODB_ENDPOINT"))),
                        TABLE,
                        16);
                RecentItemsSink sink = sink(store, producer);
                KafkaConsumer<byte[], byte[]> letters = consumer("letters")) {
            letters.subscribe(List.of(Topics.DEAD_LETTERS.name()));
            Thread thread = new Thread(sink, "sink");
            thread.start();
            send(producer, large);
            send(producer, next);

            ConsumerRecord<byte[], byte[]> letter = await().atMost(LONG)
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> found : letters.poll(Duration.ofMillis(500))) {
                                    return found;
                                }
                                return null;
                            },
                            found -> found != null);

            assertThat(SnapshotSerde.serde().deserializer().deserialize("", letter.value()))
                    .isEqualTo(large);
            assertThat(header(letter, "message")).contains("user:large", "bytes, DynamoDB takes 409,600");
            assertThat(header(letter, "topic")).isEqualTo(Topics.RECENT_ITEMS.name());
            await().atMost(LONG).until(() -> shown().containsKey("user:next"));
            sink.close();
            thread.join(LONG);
            assertThat(lag()).isZero();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(
                letter.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
    }

    private RecentItemsSink sink(SinkStore store, KafkaProducer<byte[], byte[]> producer) {
        return new RecentItemsSink(
                consumer("sink"),
                store.writer(),
                new KafkaDeadLetters(producer),
                new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), new SplittableRandom(5)),
                16);
    }

    private List<Snapshot> snapshots(Map<String, Map<String, Snapshot>> last) {
        Map<String, Long> sequences = new HashMap<>();
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < SNAPSHOTS; i++) {
            String profile = "user:" + random.nextInt(PROFILES);
            Snapshot snapshot = snapshot(profile, sequences.merge(profile, 1L, Long::sum));
            snapshots.add(snapshot);
            last.computeIfAbsent(profile, none -> new TreeMap<>()).put(snapshot.category(), snapshot);
        }
        return snapshots;
    }

    private Snapshot snapshot(String profile, long sequence) {
        List<Point> points = new ArrayList<>();
        int size = random.nextInt(31);
        for (int i = 0; i < size; i++) {
            points.add(new Point(
                    "item" + random.nextInt(1_000_000),
                    "d",
                    now.minusSeconds(i),
                    "m",
                    false,
                    random.nextInt(4) == 0 ? Map.of("price", Integer.toString(i)) : Map.of()));
        }
        return new Snapshot(profile, "view", 1, sequence, points, now);
    }

    private static Map<String, List<CategoryItems>> expected(Map<String, Map<String, Snapshot>> last) {
        Map<String, List<CategoryItems>> expected = new TreeMap<>();
        last.forEach((profile, categories) -> expected.put(
                profile,
                categories.values().stream()
                        .map(snapshot -> new CategoryItems(
                                snapshot.category(),
                                snapshot.points().stream()
                                        .map(point ->
                                                new RecentItem(point.itemId(), point.occurredAt(), point.attributes()))
                                        .toList()))
                        .toList()));
        return expected;
    }

    /** Profiles that show something else than they must; those of other tests are left out. */
    private static Set<String> differences(Map<String, List<CategoryItems>> expected) {
        Map<String, List<CategoryItems>> shown = shown();
        Set<String> profiles = new TreeSet<>(expected.keySet());
        shown.keySet().stream()
                .filter(profile -> profile.matches("user:[0-9]+"))
                .forEach(profiles::add);
        profiles.removeIf(
                profile -> expected.getOrDefault(profile, List.of()).equals(shown.getOrDefault(profile, List.of())));
        return profiles;
    }

    private static Map<String, List<CategoryItems>> shown() {
        Map<String, List<CategoryItems>> shown = new TreeMap<>();
        new SnapshotScan(direct).read(TABLE, shown::put);
        return shown;
    }

    /** Records that the sink's group has not committed. */
    private static long lag() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("sink")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < Topics.RECENT_ITEMS.partitions(); partition++) {
                ends.put(new TopicPartition(Topics.RECENT_ITEMS.name(), partition), OffsetSpec.latest());
            }
            long lag = 0;
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(ends).all().get().entrySet()) {
                OffsetAndMetadata read = committed.get(end.getKey());
                lag += end.getValue().offset() - (read == null ? 0 : read.offset());
            }
            return lag;
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Snapshot snapshot) {
        byte[] key = (snapshot.profileId() + '|' + snapshot.category()).getBytes(StandardCharsets.UTF_8);
        byte[] value = SnapshotSerde.serde().serializer().serialize("", snapshot);
        producer.send(new ProducerRecord<>(Topics.RECENT_ITEMS.name(), key, value));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"),
                        "group.id", group,
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(credentials())
                .build();
    }

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY")));
    }
}
