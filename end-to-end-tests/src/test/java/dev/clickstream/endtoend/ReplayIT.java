package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the loader brought to the lake, sent again: each messageId once, and what lies behind the log knows it already. */
class ReplayIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Instant RECEIVED = Instant.now().minusSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aTimeIsSentAgainFromTheLakeAndFromKafkaEachMessageOnce() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA, Service.S3, Service.REDSHIFT), folder);
                ChildProgram loader = loader(platform)) {
            loader.awaitReady(LIMIT);
            produce(platform, 0, 200);
            produce(platform, 190, 220); // ten of them again
            await().atMost(LIMIT).until(() -> rows(platform, "count(*)") == 230);

            JsonNode planned = replay(platform, "--origin", "s3", "--dry-run");
            assertThat(planned.path("events").path(Topics.EVENTS_VIEW.name()).asLong())
                    .isEqualTo(220);
            assertThat(planned.path("repeated").asLong()).isEqualTo(10);
            assertThat(rows(platform, "count(*)")).isEqualTo(230);

            assertThat(replay(platform, "--origin", "s3").path("sent").asBoolean())
                    .isTrue();
            await().atMost(LIMIT).until(() -> rows(platform, "count(*)") == 230 + 220);

            JsonNode again = replay(platform, "--origin", "kafka");
            assertThat(again.path("events").path(Topics.EVENTS_VIEW.name()).asLong())
                    .as("a replay of a replay sends no more")
                    .isEqualTo(220);
            await().atMost(LIMIT).until(() -> rows(platform, "count(*)") == 230 + 2 * 220);
            assertThat(rows(platform, "count(distinct message_id)")).isEqualTo(220);
            assertThat(rows(platform, "count(distinct message_id || properties || occurred_at::varchar)"))
                    .as("all copies are alike")
                    .isEqualTo(220);
        }
    }

    private ChildProgram loader(LocalPlatform platform) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.putAll(Map.of(
                "LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", platform.endpoint("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"),
                "LOADER_CYCLE_SECONDS", "1"));
        return ChildProgram.start(
                new Program("warehouse-loader", "dev.clickstream.loader.Main", "256m"),
                environment,
                List.of(),
                folder.resolve("loader.log"));
    }

    private JsonNode replay(LocalPlatform platform, String... arguments) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("REPLAY_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("REPLAY_BUCKET", platform.endpoint("S3_BUCKET"));
        List<String> all = Stream.concat(
                        Stream.of(
                                "--from",
                                RECEIVED.minusSeconds(1).toString(),
                                "--to",
                                RECEIVED.plusSeconds(1).toString()),
                        Stream.of(arguments))
                .toList();
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Launch launch = Launch.of(
                House.find(),
                "replay",
                new Program("stream-processor", "dev.clickstream.processor.replay.Main", "256m"),
                environment,
                all,
                folder.resolve("replay.log"));
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

    private static void produce(LocalPlatform platform, int from, int to) {
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>(Topics.EVENTS_VIEW.name(), null, EventJson.write(event("m-" + i))));
            }
            producer.flush();
        }
    }

    private static Event event(String messageId) {
        return new Event(
                messageId,
                EventType.TRACK,
                "Product Viewed",
                "product-viewed/1-0-0",
                null,
                "device-" + messageId,
                null,
                RECEIVED,
                null,
                RECEIVED,
                RECEIVED,
                "web",
                JsonMapper.shared().createObjectNode(),
                JsonMapper.shared().createObjectNode().put("product_id", "p1").put("price", "1.50"),
                Set.of());
    }

    /** -1 while the table is not there yet. */
    private static long rows(LocalPlatform platform, String what) {
        try (Connection connection = DriverManager.getConnection(
                        platform.endpoint("REDSHIFT_JDBC_URL"),
                        platform.endpoint("REDSHIFT_USER"),
                        platform.endpoint("REDSHIFT_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select " + what + " from landing.events")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }
}
