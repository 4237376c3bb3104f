package dev.clickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rules.DefaultRules;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb on real servers: DynamoDB, Redis, Kafka, and the warehouse's stand-in. */
class RulesVerbIT {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private static LocalPlatform platform;
    private static Endpoints endpoints;

    @TempDir
    Path folder;

    private final String id = "rule-" + UUID.randomUUID();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();

    @BeforeAll
    static void start(@TempDir Path state) {
        platform = LocalPlatform.start(
                Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS, Service.S3, Service.REDSHIFT), state);
        endpoints = new Endpoints(platform.endpoints());
        try (Warehouse warehouse = Warehouse.open(endpoints)) {
            warehouse.run("create schema landing");
            warehouse.run("create table landing.events (message_id varchar(256), type varchar(16), event varchar(256), "
                    + "schema varchar(128), user_id varchar(256), anonymous_id varchar(256), session_id varchar(256), "
                    + "occurred_at timestamp, received_at timestamp, source varchar(128), context varchar(65535), "
                    + "properties varchar(65535), flags varchar(256), sys_process_topic varchar(128), "
                    + "sys_process_partition int, sys_process_offset bigint)");
            for (int event = 0; event < 10; event++) {
                insert(
                        warehouse,
                        "m" + event,
                        "u" + event % 2,
                        "2026-11-24 10:0" + event + ":00.123",
                        "{\"product_id\":\"p%d\",\"price\":%d.5}".formatted(event, event),
                        "null");
            }
            insert(
                    warehouse,
                    "bot",
                    "u1",
                    "2026-11-24 11:00:00",
                    "{\"product_id\":\"p8\",\"price\":9}",
                    "'bot,skewed'");
            insert(warehouse, "today", "u1", "2026-11-25 11:00:00", "{\"product_id\":\"p8\",\"price\":9}", "null");
        }
    }

    private static void insert(
            Warehouse warehouse, String id, String user, String at, String properties, String flags) {
        warehouse.run(
                ("insert into landing.events values ('%s', 'track', 'Product Viewed', null, '%s', null, null, '%s', '%s', "
                                + "'web', '{}', '%s', %s, 'clickstream.events-view.v1', 0, 0)")
                        .formatted(id, user, at, at, properties, flags));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aChangeIsAVersionThatReachesTheTableTheTopicAndRedis() throws IOException {
        assertThat(put("'kind':'cap','category':'view','items':7", "fewer views"))
                .isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("rule %s is at version 1, active".formatted(id));
        assertThat(put("'kind':'cap','category':'view','items':5", "still fewer"))
                .isZero();

        assertThat(inRedis().path("version").intValue()).isEqualTo(2);
        assertThat(inRedis().path("author").stringValue()).isEqualTo("ann");
        assertThat(onTopic()).extracting(rule -> rule.path("items").intValue()).containsExactly(7, 5);

        run("rules", "show", id, "--json");
        assertThat(text(out).lines()).hasSize(2);
        run("rules", "diff", id);
        assertThat(text(out)).contains("- items: 7\n+ items: 5").contains("still fewer");
        run("rules", "list", "--json", "--kind", "cap");
        assertThat(text(out).lines().filter(line -> line.contains(id))).hasSize(1);
    }

    @Test
    void whatIsShownIsEditedAndPutAgain() throws IOException {
        put("'kind':'cap','category':'view','items':7", "fewer views");
        run("rules", "show", id);
        Path file = Files.writeString(folder.resolve("shown.json"), text(out).replace(" 7", " 9"));

        assertThat(run("rules", "put", file.toString(), "--author", "bob", "--reason", "more"))
                .isZero();
        assertThat(run("rules", "put", file.toString(), "--author", "bob", "--reason", "more again"))
                .isEqualTo(1);
        assertThat(text(notes))
                .contains("rule %s is at version 2 (by bob, 2026-11-25T12:00:00Z: more)".formatted(id))
                .contains("the file starts from version 1: see ./clickstream rules diff %s 1 2".formatted(id));
    }

    @Test
    void aRulePutAsItIsChangesNothing() throws IOException {
        put("'kind':'cap','category':'view','items':7", "fewer views");

        assertThat(put("'kind':'cap','category':'view','items':7", "the same")).isZero();
        assertThat(text(notes)).contains("nothing to change");
        assertThat(onTopic()).hasSize(1);
    }

    @Test
    void aRuleGoesIntoShadowActsAgainIsDeletedAndRolledBack() throws IOException {
        put("'kind':'cap','category':'view','items':7", "fewer views");
        for (String verb : List.of("shadow", "activate", "delete")) {
            assertThat(run("rules", verb, id, "--author", "bob", "--reason", "to try"))
                    .isZero();
        }
        run("rules", "list", "--json");
        assertThat(text(out)).doesNotContain(id);
        run("rules", "list", "--json", "--all");
        assertThat(text(out)).contains(id);

        assertThat(run("rules", "rollback", id, "2", "--author", "bob", "--reason", "was right"))
                .isZero();
        assertThat(text(out)).contains("version 5, shadow");
        assertThat(onTopic())
                .extracting(rule -> rule.path("mode").stringValue())
                .containsExactly("active", "shadow", "active", "deleted", "shadow");
    }

    @Test
    void aBadRuleIsRefusedWithItsPlaceAndNothingIsStored() throws IOException {
        Path file = folder.resolve("bad.json");
        Files.writeString(file, "{\n  \"id\": \"bad\",\n  \"kind\": \"drop\",\n  \"when\": \"evnt == 'x'\"\n}");
        assertThat(run("rules", "put", file.toString(), "--reason", "why")).isEqualTo(1);
        assertThat(text(notes))
                .isEqualToIgnoringNewLines("clickstream: " + file
                        + ":4:3: \"when\" is wrong at its 1:1: undeclared reference to 'evnt'; is event meant?"
                        + "    evnt == 'x'    ^");

        assertThat(put("'kind':'drop','when':'properties.prise > 1.0'", "why")).isEqualTo(1);
        assertThat(text(notes)).contains("no event of the tracking plan has a property prise; is price meant?");

        assertThat(run("rules", "show", id)).isEqualTo(1);
        assertThat(text(notes)).contains("there is no rule " + id);
    }

    @Test
    void aChangeWithoutAReasonIsWrongUse() {
        assertThat(run("rules", "delete", id)).isEqualTo(2);
        assertThat(run("rules")).isEqualTo(2);
    }

    @Test
    void syncFillsARedisThatWasFlushed() throws IOException {
        put("'kind':'cap','category':'view','items':7", "fewer views");
        try (RedisClient redis = RedisClient.create(URI.create(endpoints.get("REDIS_URL")))) {
            redis.hdel("rules", id);
        }

        assertThat(run("rules", "sync")).isZero();
        assertThat(text(out)).contains("0 versions went to the topic, 1 rules changed in Redis");
        assertThat(inRedis().path("items").intValue()).isEqualTo(7);
    }

    @Test
    void aPlatformStartsWithTheDefaultRulesAndLeavesTheUsersChangesAtTheNextStart() {
        try (RuleRoom room = endpoints.openRules()) {
            assertThat(DefaultRules.publish(room, InstantSource.fixed(NOW))).isPositive();
            run("rules", "delete", "drop-synthetic-probe", "--author", "ann", "--reason", "not here");

            assertThat(DefaultRules.publish(room, InstantSource.fixed(NOW))).isZero();
        }
        run("rules", "list", "--json");
        assertThat(text(out)).doesNotContain("drop-synthetic-probe").contains("rate-USD-2018-01-01");
    }

    @Test
    void aTrialShowsWhichVerdictsAndHotItemsOfYesterdayWouldBeOthers() throws IOException {
        Path file = rule("'kind':'drop','when':'double(properties.price) > 6.0'");

        assertThat(run("rules", "test", file.toString())).as(text(notes)).isZero();
        assertThat(text(out))
                .contains("on 11 events of 2026-11-24")
                .contains("4 verdicts would be others (36.36 %)")
                .contains("  4 dropped")
                .contains("0 hot items would appear, 4 vanish")
                .contains("user:u0  view      p6");

        assertThat(run("rules", "test", file.toString(), "--from", "2026-11-23", "--to", "2026-11-25", "--json"))
                .isZero();
        JsonNode report = JsonMapper.shared().readTree(text(out));
        assertThat(report.path("events").intValue()).isEqualTo(12);
        assertThat(report.path("changes").path("dropped").intValue()).isEqualTo(5);
        assertThat(report.path("vanishing")).hasSize(5);
        assertThat(run("rules", "show", id)).as("a trial stores nothing").isEqualTo(1);
    }

    @Test
    void aRuleInShadowIsTriedAsIfItActed() throws IOException {
        Path file = rule("'kind':'cap','category':'view','items':2");
        run("rules", "put", file.toString(), "--shadow", "--reason", "to see");

        assertThat(run("rules", "test", id)).as(text(notes)).isZero();
        assertThat(text(out)).contains("0 verdicts would be others").contains("0 hot items would appear, 6 vanish");
    }

    private int put(String members, String reason) throws IOException {
        return run("rules", "put", rule(members).toString(), "--author", "ann", "--reason", reason);
    }

    private Path rule(String members) throws IOException {
        return Files.writeString(
                folder.resolve("rule.json"), ("{'id':'" + id + "'," + members + "}").replace("'", "\""));
    }

    private JsonNode inRedis() {
        try (RedisClient redis = RedisClient.create(URI.create(endpoints.get("REDIS_URL")))) {
            return JsonMapper.shared().readTree(redis.hget("rules", id));
        }
    }

    private List<JsonNode> onTopic() {
        List<JsonNode> versions = new ArrayList<>();
        TopicPartition partition = new TopicPartition(Topics.RULES.name(), 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", endpoints.get("KAFKA_BOOTSTRAP")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key().equals(id)) {
                        versions.add(JsonMapper.shared().readTree(record.value()));
                    }
                }
            }
        }
        return versions;
    }

    private int run(String... arguments) {
        out.reset();
        notes.reset();
        Terminal terminal = new Terminal(print(out), print(notes), false);
        CommandLine commandLine = Main.commandLine(terminal, InstantSource.fixed(NOW), () -> endpoints);
        commandLine.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(new StringWriter(), true));
        return commandLine.execute(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
