package dev.clickstream.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The loader as a process among real servers. One warehouse for all tests: each looks at what it added. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoaderIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Map<String, Object> PLAIN = Map.of("compression.type", "zstd", "linger.ms", 20);

    @TempDir
    static Path folder;

    private static Platform platform;
    private static long events;

    @BeforeAll
    static void start() {
        platform = new Platform(folder);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void everyRecordOfEveryTopicLandsOnceInItsTable() throws Exception {
        try (ChildProgram loader = platform.startLoader("first", Map.of())) {
            loader.awaitReady(LIMIT);
            produceEvents(2_000, "first");
            produce(Topics.REJECTED, "key", "{\"code\":\"x\"}");
            produce(Topics.DEAD_LETTERS, null, "raw");
            produce(Topics.LATE, "key", "{}");
            produce(Topics.IDENTITY_LINKS, "device", null);
            produce(Topics.RULES, "rate-USD", "{\"id\":\"rate-USD\"}");
            awaitEvents();
        }
        assertExact();
        for (String table : List.of("rejected", "dead_letters", "late", "identity_links", "rules")) {
            assertThat(platform.number("select count(*) from landing." + table))
                    .as(table)
                    .isEqualTo(1);
        }
        assertThat(platform.text("select record_value from landing.rules")).isEqualTo("{\"id\":\"rate-USD\"}");
        assertThat(platform.text("select record_value from landing.identity_links"))
                .isNull();
    }

    @Test
    @Order(2)
    void anEventArrivesWithAllItsValues() throws Exception {
        assertThat(platform.text("""
                        select type || '|' || event || '|' || schema || '|' || anonymous_id || '|' || coalesce(user_id, '-')
                            || '|' || to_char(occurred_at, 'YYYY-MM-DD HH24:MI:SS.MS') || '|' || source || '|' || properties
                            || '|' || coalesce(flags, '-') || '|' || sys_process_topic
                        from landing.events where message_id = 'first-7'"""))
                .isEqualTo("track|Product Viewed|product-viewed/1-0-0|device-1|-|2026-11-23 01:02:03.004|web"
                        + "|{\"product_id\":\"p1\"}|-|" + topicOf(7));
    }

    @Test
    @Order(3)
    void contentNeverStopsALoad() throws Exception {
        String wide = "\uD83D\uDE00".repeat(100);
        produce(Topics.EVENTS_UNPLANNED, "k", "not an envelope");
        produce(Topics.EVENTS_UNPLANNED, "k", null);
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(PLAIN)) {
            send(producer, Topics.EVENTS_UNPLANNED, Platform.event(wide)).get();
            send(
                            producer,
                            Topics.EVENTS_UNPLANNED,
                            Platform.event(
                                    "nul\0-\0id",
                                    Platform.JSON.createObjectNode().put("a", "x\0y")))
                    .get();
            send(
                            producer,
                            Topics.EVENTS_UNPLANNED,
                            Platform.event(
                                    "too-long", Platform.JSON.createObjectNode().put("a", "z".repeat(70_000))))
                    .get();
            send(producer, Topics.DEAD_LETTERS, new byte[] {(byte) 0xff, 0, 1}).get();
        }
        events += 3;
        try (ChildProgram loader = platform.startLoader("content", Map.of())) {
            awaitEvents();
        }
        assertExact();
        assertThat(platform.number("select count(*) from landing.dead_letters where sys_process_topic = '"
                        + Topics.EVENTS_UNPLANNED.name() + "'"))
                .isEqualTo(2);
        assertThat(platform.number("select max(octet_length(message_id)) from landing.events"))
                .isEqualTo(256);
        assertThat(platform.text("select properties from landing.events where message_id = 'nul-id'"))
                .isEqualTo("{\"a\":\"xy\"}");
        assertThat(platform.text("select properties from landing.events where message_id = 'too-long'"))
                .isEqualTo("{\"_truncated\":true,\"bytes\":70008}");
        assertThat(platform.number(
                        "select count(*) from landing.dead_letters where record_value = '{\"_base64\":\"/wAB\"}'"))
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void abortedTransactionsAndTheirGapsAreNotLoaded() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                platform.producer(Map.of("transactional.id", "t1", "max.in.flight.requests.per.connection", 1))) {
            producer.initTransactions();
            for (int round = 0; round < 6; round++) {
                producer.beginTransaction();
                for (int i = 0; i < 50; i++) {
                    send(producer, topic(i), Platform.event("transaction-" + round + "-" + i));
                }
                if (round % 2 == 0) {
                    producer.commitTransaction();
                    events += 50;
                } else {
                    producer.abortTransaction();
                }
            }
        }
        try (ChildProgram loader = platform.startLoader("transactions", Map.of())) {
            awaitEvents();
        }
        assertExact();
    }

    @Test
    @Order(5)
    void whatKafkaDeletedBeforeItWasLoadedIsSaidAndTheRestIsLoaded() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.LATE.name(), 0);
        long before = platform.number("select count(*) from landing.late");
        long first;
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(PLAIN);
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", platform.local().endpoint("KAFKA_BOOTSTRAP")))) {
            first = producer.send(new ProducerRecord<>(partition.topic(), 0, null, bytes("lost")))
                    .get()
                    .offset();
            producer.send(new ProducerRecord<>(partition.topic(), 0, null, bytes("lost too")))
                    .get();
            producer.send(new ProducerRecord<>(partition.topic(), 0, null, bytes("kept")))
                    .get();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(first + 2)))
                    .all()
                    .get();
        }
        try (ChildProgram loader = platform.startLoader("deleted", Map.of())) {
            awaitNumber("select count(*) from landing.late", before + 1);
        }
        assertThat(platform.number("select count(*) from landing.late")).isEqualTo(before + 1);
        assertThat(folder.resolve("deleted.log"))
                .content()
                .contains("deleted before they were loaded: topic=%s partition=0 offsets=%d..%d"
                        .formatted(partition.topic(), first, first + 2));
    }

    @Test
    @Order(6)
    void killedAgainAndAgainItStillLoadsEveryRecordOnce() throws Exception {
        Random random = new Random(42);
        Map<String, String> small = Map.of("LOADER_ROLL_ROWS", "2000", "LOADER_ROLL_BYTES", "20000");
        produceEvents(30_000, "killed");
        for (int kill = 0; kill < 8; kill++) {
            ChildProgram loader = platform.startLoader("killed", small);
            loader.awaitReady(LIMIT);
            Thread.sleep(random.nextInt(3_000));
            loader.kill();
        }
        try (ChildProgram loader = platform.startLoader("killed", small)) {
            awaitEvents();
        }
        assertExact();
        assertThat(platform.number("select count(*) - max(load_seq) from ops.load_history"))
                .isZero();
    }

    @Test
    @Order(7)
    void twoLoadersAtOnceLoadEveryRecordOnce() throws Exception {
        Map<String, String> small = Map.of("LOADER_ROLL_ROWS", "3000", "LOADER_ROLL_BYTES", "50000");
        try (ChildProgram one = platform.startLoader("one", small);
                ChildProgram other = platform.startLoader("other", small)) {
            one.awaitReady(LIMIT);
            other.awaitReady(LIMIT);
            produceEvents(30_000, "two");
            awaitEvents();
            assertThat(one.isAlive() && other.isAlive()).isTrue();
        }
        assertExact();
    }

    @Test
    @Order(8)
    void itRunsWithoutAnyOfHadoopsOwnClasses() throws IOException {
        assertThat(Files.readString(Path.of("target/classpath.txt")))
                .doesNotContain("/org/apache/hadoop/", "hadoop-client");
    }

    @Test
    @Order(9)
    void aWrongSettingIsNamedAndEndsIt() {
        try (ChildProgram loader = platform.startLoader("wrong", Map.of("LOADER_CYCLE_SECOND", "1"))) {
            assertThat(loader.awaitExit(LIMIT)).isEqualTo(2);
        }
        assertThat(folder.resolve("wrong.log"))
                .content()
                .contains("LOADER_CYCLE_SECOND is not a setting of the loader");
    }

    private static void assertExact() {
        assertThat(platform.number("select count(*) from landing.events")).isEqualTo(events);
        assertThat(platform.number("""
                        select count(*) from (select 1 from landing.events
                            group by sys_process_topic, sys_process_partition, sys_process_offset having count(*) > 1) twice""")).isZero();
        assertThat(platform.number("select count(distinct message_id) from landing.events"))
                .isEqualTo(events);
        assertThat(platform.number("select sum(row_count) from ops.load_range"))
                .isEqualTo(platform.number("select sum(row_count) from ops.load_history"));
    }

    /** Then waits two cycles more, for what must not come. */
    private static void awaitEvents() throws InterruptedException {
        awaitNumber("select count(*) from landing.events", events);
        Thread.sleep(2_500);
    }

    private static void awaitNumber(String sql, long wanted) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (platform.number(sql) < wanted && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
    }

    private static void produceEvents(int count, String prefix) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(PLAIN)) {
            for (int i = 0; i < count; i++) {
                sent.add(send(producer, topic(i), Platform.event(prefix + "-" + i)));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        events += count;
    }

    private static Topic topic(int number) {
        return Topics.events().get(number % Topics.events().size());
    }

    private static String topicOf(int number) {
        return topic(number).name();
    }

    private static void produce(Topic topic, String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(PLAIN)) {
            producer.send(new ProducerRecord<>(topic.name(), bytes(key), bytes(value)))
                    .get();
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Future<RecordMetadata> send(KafkaProducer<byte[], byte[]> producer, Topic topic, byte[] value) {
        return producer.send(new ProducerRecord<>(topic.name(), null, value));
    }
}
