package dev.clickstream.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Program;
import dev.clickstream.loader.bucket.TestS3;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audit, repair and reload as programs, after what a person can do to a warehouse and a bucket. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperateIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Program OPERATE = new Program("warehouse-loader", "dev.clickstream.loader.Operate", "256m");

    @TempDir
    static Path folder;

    private static Platform platform;
    private static S3Client s3;

    @BeforeAll
    static void loadTwice() throws Exception {
        platform = new Platform(folder);
        s3 = TestS3.client(
                URI.create(platform.local().endpoint("S3_ENDPOINT")),
                platform.local().endpoint("AWS_ACCESS_KEY_ID"),
                platform.local().endpoint("AWS_SECRET_ACCESS_KEY"));
        try (ChildProgram loader = platform.startLoader("first", Map.of())) {
            loader.awaitReady(LIMIT);
            produce(Topics.EVENTS_VIEW.name(), 500);
            await().atMost(LIMIT).until(() -> events() == 500);
            produce(Topics.EVENTS_CART.name(), 300);
            produce(Topics.REJECTED.name(), 7);
            await().atMost(LIMIT)
                    .until(() -> events() == 800 && platform.number("select count(*) from landing.rejected") == 7);
        }
    }

    @AfterAll
    static void stop() {
        s3.close();
        platform.close();
    }

    @Test
    @Order(1)
    void whatWasLoadedIsClean() {
        JsonNode report = operate("audit", "--whole");

        assertThat(report.path("clean").asBoolean()).as(report.toString()).isTrue();
        assertThat(sum(report, "accepted")).isEqualTo(800);
        assertThat(sum(report, "landed")).isEqualTo(800);
        assertThat(sum(report, "rejected")).isEqualTo(7);
        String kept = report.path("kept").asString();
        assertThat(kept).contains("/audit/dt=");
        assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket()).key(kept.substring(kept.indexOf("audit/"))))
                        .asUtf8String())
                .contains("\"clean\":true");
    }

    @Test
    @Order(2)
    void rowsThatSomebodyDeletedAreLandedAgain() throws SQLException {
        execute("delete from landing.events where sys_process_offset < 10 and sys_process_topic = '"
                + Topics.EVENTS_CART.name() + "'");
        long left = events();
        assertThat(left).isLessThan(800);
        assertThat(kinds(operate("audit"))).contains("miscounted");

        JsonNode planned = operate("reload", "--dry-run");
        assertThat(planned.toString()).contains("would be landed again");
        assertThat(events()).isEqualTo(left);
        operate("reload");

        assertThat(events()).isEqualTo(800);
        assertThat(operate("audit").path("clean").asBoolean()).isTrue();
        assertThat(operate("reload").toString()).doesNotContain("landed again");
    }

    @Test
    @Order(3)
    void aFileThatSomebodyDeletedIsMadeAnew() {
        String key = s3.listObjectsV2(list -> list.bucket(bucket()).prefix("landing/events/"))
                .contents()
                .getFirst()
                .key();
        s3.deleteObject(delete -> delete.bucket(bucket()).key(key));
        assertThat(kinds(operate("audit"))).containsExactly("vanished");

        assertThat(operate("repair", "--whole").toString()).contains("made anew: " + key);

        assertThat(operate("audit", "--whole").path("clean").asBoolean()).isTrue();
    }

    @Test
    @Order(4)
    void aWarehouseThatWasLostIsFilledFromTheBucket() throws SQLException {
        execute("drop schema landing cascade");
        execute("drop schema ops cascade");

        JsonNode steps = operate("reload");

        assertThat(steps.toString()).contains("loaded: the history did not know it");
        assertThat(events()).isEqualTo(800);
        assertThat(operate("audit").path("clean").asBoolean()).isTrue();
        try (ChildProgram loader = platform.startLoader("next", Map.of())) {
            loader.awaitReady(LIMIT);
            produceMore();
            await().atMost(LIMIT).until(() -> events() >= 850);
        }
        assertThat(events()).isEqualTo(850);
    }

    private static void produceMore() {
        try {
            produce(Topics.EVENTS_VIEW.name(), 50);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sum(JsonNode report, String column) {
        return report.path("buckets")
                .valueStream()
                .mapToLong(one -> one.path(column).asLong())
                .sum();
    }

    private static Stream<String> kinds(JsonNode report) {
        return report.path("gaps")
                .valueStream()
                .map(gap -> gap.path("kind").asString())
                .distinct();
    }

    private static JsonNode operate(String... arguments) {
        Map<String, String> environment = new HashMap<>(platform.local().awsEnvironment());
        platform.loaderEnvironment("operate").forEach((name, value) -> {
            if (!name.equals("LOADER_CYCLE_SECONDS")) {
                environment.put(name, value);
            }
        });
        List<String> all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--from",
                                "2026-01-01T00:00:00Z",
                                "--to",
                                Instant.now().plusSeconds(60).toString()))
                .toList();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Launch launch = Launch.of(House.find(), "operate", OPERATE, environment, all, folder.resolve("operate.log"));
        try (ChildProgram program = ChildProgram.start(launch, lines::add)) {
            assertThat(program.awaitExit(LIMIT)).as(program.lastWords()).isZero();
            program.awaitOutput();
        }
        return lines.stream()
                .filter(line -> line.startsWith("result: "))
                .map(line -> JsonMapper.shared().readTree(line.substring("result: ".length())))
                .findFirst()
                .orElseThrow();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = platform.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long events() {
        return platform.number("select count(*) from landing.events");
    }

    private static String bucket() {
        return platform.local().endpoint("S3_BUCKET");
    }

    private static void produce(String topic, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(Map.of("linger.ms", 5))) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, null, Platform.event(topic + "-" + Instant.now() + "-" + i)));
            }
            producer.flush();
        }
    }
}
