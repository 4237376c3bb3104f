package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.pointer.TablePointer;
import dev.clickstream.recent.pointer.TablePointerStore;
import dev.clickstream.recent.table.SnapshotScan;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
import tools.jackson.databind.JsonNode;

/** The rebuild as a program, beside a processor that goes on; each test may come first. */
class RebuildIT {
    private static final String BASE = "recent-items";
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "384m");
    private static final Duration LONG = Duration.ofSeconds(240);
    private static final TrackingPlan PLAN = TrackingPlan.load();

    private static Path directory;
    private static LocalPlatform platform;
    private static DynamoDbClient dynamoDb;
    private static ChildProgram processor;
    private static KafkaProducer<String, byte[]> producer;
    private static List<Event> unsent;
    private static final List<Event> SENT = new ArrayList<>();

    @BeforeAll
    static void aPlatformAtWork(@TempDir Path temporary) {
        directory = temporary;
        platform = LocalPlatform.start(
                Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS), temporary.resolve("platform"));
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")),
                new StringSerializer(),
                new ByteArraySerializer());
        processor = ChildProgram.start(PROCESSOR, environment(), List.of(), directory.resolve("p.log"));
        processor.awaitReady(LONG);
        unsent = new ArrayList<>(new Travellers(23, 40, 50).events());
        send(1_500);
        awaitShown();
    }

    @AfterAll
    static void stop() {
        processor.close();
        producer.close();
        dynamoDb.close();
        platform.close();
    }

    @Test
    void aRebuiltTableIsTheSameAndReadersAndSinksFollowTheSwitch() {
        TablePointer before = new TablePointerStore(dynamoDb, BASE).read();
        long lists = shown(before.live().name()).values().stream()
                .mapToLong(Map::size)
                .sum();

        JsonNode result = rebuild("recent-items", "--from", "kafka").result();

        assertThat(result.path("identical").asLong()).isEqualTo(lists);
        assertThat(result.path("only_live").asLong()
                        + result.path("only_rebuilt").asLong()
                        + result.path("different").asLong())
                .as(result.toString())
                .isZero();
        TablePointer after = new TablePointerStore(dynamoDb, BASE).read();
        assertThat(after.live().name())
                .isEqualTo(result.path("table").asString())
                .isEqualTo(BASE + "-g" + (before.live().generation() + 1));
        assertThat(after.building()).isNull();
        send(200);
        awaitShown();
    }

    @Test
    void aDryRunChangesNothing() {
        TablePointer before = new TablePointerStore(dynamoDb, BASE).read();

        JsonNode result =
                rebuild("recent-items", "--from", "kafka", "--dry-run").result();

        assertThat(result.path("switched").asBoolean()).isFalse();
        assertThat(new TablePointerStore(dynamoDb, BASE).read().live()).isEqualTo(before.live());
        assertThat(dynamoDb.listTables().tableNames())
                .doesNotContain(result.path("table").asString());
    }

    @Test
    void killedAnywhereItLeavesTheLiveTableInForceAndARepeatWorksThoughNotTwoAtOnce() {
        TablePointer before = new TablePointerStore(dynamoDb, BASE).read();
        for (String point : List.of("waiting", "comparing")) {
            RebuildRun killed = start("recent-items", "--from", "kafka");
            killed.awaitLine(point);
            killed.program().kill();
            assertThat(new TablePointerStore(dynamoDb, BASE).read().live()).isEqualTo(before.live());
        }
        RebuildRun repeat = start("recent-items", "--from", "kafka");
        repeat.awaitLine("waiting");
        RebuildRun second = start("recent-items", "--from", "kafka");
        assertThat(second.program().awaitExit(LONG)).isEqualTo(1);
        assertThat(second.lines())
                .anyMatch(line -> line.startsWith("refused: another rebuild is on, by process "
                        + repeat.program().pid()));
        send(100);

        assertThat(repeat.program().awaitExit(LONG)).isZero();

        assertThat(new TablePointerStore(dynamoDb, BASE).read().live().generation())
                .isEqualTo(before.live().generation() + 1);
        awaitShown();
    }

    @Test
    void asOfATimeItIsATableOfItsOwnWithTheItemsOfThenAndTheFeaturesAreTheSame() throws Exception {
        TablePointer before = new TablePointerStore(dynamoDb, BASE).read();
        Instant then = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);

        JsonNode result = rebuild("recent-items", "--from", "kafka", "--as-of", then.toString())
                .result();

        String table = result.path("table").asString();
        assertThat(shownAsOf(dynamoDb, table, then)).isEqualTo(Travellers.expected(SENT, then));
        assertThat(new TablePointerStore(dynamoDb, BASE).read()).isEqualTo(before);
        Path out = directory.resolve("features");
        JsonNode ofLog = rebuild("features", "--from", "kafka", "--as-of", then.toString(), "--out", out + "/log")
                .result();
        JsonNode ofTable =
                rebuild("features", "--table", table, "--out", out + "/table").result();
        assertThat(features(ofLog.path("file").asString()))
                .isEqualTo(features(ofTable.path("file").asString()))
                .isEqualTo(rows(table, then));
        assertThat(rebuild("features", "--out", out + "/live")
                        .result()
                        .path("rows")
                        .asLong())
                .isPositive();
    }

    /** One line for each row, as DuckDB reads it. */
    private static Set<String> features(String file) throws Exception {
        Set<String> rows = new TreeSet<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(
                        "select profile_id || ' ' || category || ' ' || rank || ' ' || item_id || ' ' || epoch_ms(occurred_at)"
                                + " || ' ' || weight || ' ' || epoch_ms(as_of) from read_parquet('" + file + "')")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private static Set<String> rows(String table, Instant asOf) {
        Set<String> rows = new TreeSet<>();
        new SnapshotScan(dynamoDb).read(table, (profile, categories) -> {
            for (CategoryItems category : categories) {
                int rank = 1;
                for (RecentItem item : category.items()) {
                    rows.add("%s %s %d %s %d 1.0 %d"
                            .formatted(
                                    profile,
                                    category.category(),
                                    rank++,
                                    item.itemId(),
                                    item.occurredAt().toEpochMilli(),
                                    asOf.toEpochMilli()));
                }
            }
        });
        return rows;
    }

    private static RebuildRun rebuild(String... arguments) {
        return start(arguments).finished();
    }

    private static RebuildRun start(String... arguments) {
        return RebuildRun.start(platform, directory, arguments);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", directory.resolve("state").toString());
        environment.put("PROCESSOR_INSTANCE_ID", "test");
        environment.put("PROCESSOR_COLLATION_WINDOW_MS", "500");
        return environment;
    }

    private static void send(int count) {
        List<Event> next = unsent.subList(0, Math.min(count, unsent.size()));
        for (Event event : next) {
            String topic =
                    PLAN.find(event.event()).orElseThrow().domain().topic().name();
            producer.send(new ProducerRecord<>(topic, event.key(), EventJson.write(event)));
        }
        producer.flush();
        SENT.addAll(next);
        next.clear();
    }

    /** Until the live table shows what was sent. */
    private static void awaitShown() {
        Map<String, Map<String, List<String>>> expected = Travellers.expected(SENT, Instant.now());
        await().atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(shown(new TablePointerStore(dynamoDb, BASE)
                                .read()
                                .live()
                                .name()))
                        .isEqualTo(expected));
    }

    private static Map<String, Map<String, List<String>>> shown(String table) {
        return shownAsOf(dynamoDb, table, Instant.now());
    }

    /** What a reader of that table would see at that time; nothing for what is empty. */
    static Map<String, Map<String, List<String>>> shownAsOf(DynamoDbClient dynamoDb, String table, Instant time) {
        Map<String, Map<String, List<String>>> shown = new TreeMap<>();
        new SnapshotScan(dynamoDb).read(table, (profile, categories) -> {
            for (CategoryItems category : categories) {
                List<String> items = category.items().stream()
                        .filter(item -> !RecentItems.isExpired(item.occurredAt(), time))
                        .map(RecentItem::itemId)
                        .toList();
                if (!items.isEmpty()) {
                    shown.computeIfAbsent(profile, none -> new TreeMap<>()).put(category.category(), items);
                }
            }
        });
        return shown;
    }
}
