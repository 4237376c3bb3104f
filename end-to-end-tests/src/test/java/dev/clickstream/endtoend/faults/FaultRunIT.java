package dev.clickstream.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.recent.Decay;
import dev.clickstream.recent.RecentItemsReader;
import dev.clickstream.recent.table.DynamoDbRecentItemsStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The three services as three processes under load, failing at random points; afterwards the table must be what the reference
 * program makes of what was sent. Short in the build; {@code ./clickstream bench faults --kills 20} is the long run.
 */
class FaultRunIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffffff);
    private static final Duration REDIS_AWAY =
            Duration.ofSeconds(Integer.getInteger("faults.redis.seconds", KILLS > 5 ? 60 : 5));
    private static final int EVENTS_PER_SECOND = 50;
    /** Up to so many events, so six seconds, pass between two kills: often less than a start takes. */
    private static final int BETWEEN_KILLS = 300;

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private LocalPlatform platform;

    @BeforeEach
    void start() {
        System.out.printf("fault run: kills=%d of each service, seed=%d%n", KILLS, SEED);
        platform =
                LocalPlatform.start(Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS), folder.resolve("platform"));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void killingEachServiceAtRandomPointsLeavesNoDifference() throws Exception {
        Random random = new Random(SEED);
        List<String> victims = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            victims.addAll(StreamServices.NAMES);
        }
        Collections.shuffle(victims, random);
        try (StreamServices services = new StreamServices(platform, platform.endpoint("REDIS_URL"), folder)) {
            services.awaitReady();
            try (Load load = new Load(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, EVENTS_PER_SECOND)) {
                for (String victim : victims) {
                    int point = load.count() + 1 + random.nextInt(BETWEEN_KILLS);
                    await().atMost(LONG).until(() -> load.count() >= point);
                    services.killAndRestart(victim);
                    services.restartWhatEnded();
                }
                finish(load, services);
            }
        }
    }

    @Test
    void redisFlushedAndAwayChangesNothing() throws Exception {
        URI redis = URI.create(platform.endpoint("REDIS_URL"));
        try (Relay relay = Relay.to(redis.getPort());
                StreamServices services = new StreamServices(platform, "redis://127.0.0.1:" + relay.port(), folder)) {
            services.awaitReady();
            try (Load load = new Load(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, EVENTS_PER_SECOND)) {
                await().atMost(LONG).until(() -> load.count() >= EVENTS_PER_SECOND);
                try (RedisClient direct = RedisClient.builder().fromURI(redis).build()) {
                    direct.flushAll();
                }
                relay.cut();
                int back = load.count() + (int) (EVENTS_PER_SECOND * REDIS_AWAY.toSeconds());
                await().atMost(LONG).until(() -> load.count() >= back);
                relay.restore();
                int later = load.count() + 2 * EVENTS_PER_SECOND;
                await().atMost(LONG).until(() -> load.count() >= later);
                finish(load, services);
            }
        }
    }

    private void finish(Load load, StreamServices services) throws Exception {
        Path ledger = folder.resolve("ledger.jsonl");
        load.finish(ledger);
        services.restartWhatEnded();
        services.awaitReady();
        try (DynamoDbClient dynamoDb = dynamoDb()) {
            await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                services.restartWhatEnded();
                assertThat(compare(ledger, dynamoDb)).containsPattern("profiles=[1-9].* differences=0\\b");
            });
            System.out.printf(
                    "fault run: %d events, %s%n",
                    load.count(), compare(ledger, dynamoDb).strip());
        }
    }

    private String compare(Path ledger, DynamoDbClient dynamoDb) throws IOException, InterruptedException {
        Path dump = folder.resolve("dump.jsonl");
        Files.write(dump, dump(dynamoDb));
        Process reference = new ProcessBuilder(
                        "python3", "reference/recent_items.py", ledger.toString(), dump.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(reference.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        reference.waitFor();
        return said;
    }

    /** What recommenders would read, as {@code ./clickstream recent --all --json} prints it. */
    private static List<String> dump(DynamoDbClient dynamoDb) {
        DynamoDbRecentItemsStore store = new DynamoDbRecentItemsStore(dynamoDb, "recent-items");
        RecentItemsReader reader = new RecentItemsReader(store, Clock.systemUTC());
        List<String> lines = new ArrayList<>();
        for (String profile : store.profiles()) {
            ObjectNode line = JsonMapper.shared().createObjectNode().put("profileId", profile);
            ObjectNode categories = line.putObject("categories");
            reader.read(profile, Decay.NONE).forEach((category, items) -> {
                ArrayNode list = categories.putArray(category);
                items.forEach(weighted -> list.addObject()
                        .put("itemId", weighted.item().itemId())
                        .put("occurredAt", weighted.item().occurredAt().toString()));
            });
            lines.add(line.toString());
        }
        return lines;
    }

    private DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }
}
