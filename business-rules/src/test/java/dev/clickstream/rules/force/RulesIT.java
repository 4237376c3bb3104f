package dev.clickstream.rules.force;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.publish.RulesPublisher;
import dev.clickstream.rules.redis.RedisRules;
import dev.clickstream.rules.redis.RulesNotices;
import dev.clickstream.rules.store.DynamoDbRuleStore;
import dev.clickstream.rules.store.RuleStore;
import dev.clickstream.rules.store.StoredRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

/** A change on its way to a program, between a real Redis and a real DynamoDB endpoint that both may be out of reach. */
class RulesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private LocalPlatform platform;
    private RedisClient redis;
    private DynamoDbClient dynamoDb;
    private Relay redisRelay;
    private Relay dynamoDbRelay;
    private RedisClient relayedRedis;
    private DynamoDbClient relayedDynamoDb;
    private RuleStore store;
    private RulesCache cache;
    private RulesNotices notices;

    @BeforeEach
    void start(@TempDir Path state) throws IOException {
        platform = LocalPlatform.start(Set.of(Service.REDIS, Service.DYNAMODB), state);
        URI redisUrl = URI.create(platform.endpoint("REDIS_URL"));
        URI dynamoDbUrl = URI.create(platform.endpoint("DYNAMODB_ENDPOINT"));
        redisRelay = new Relay(redisUrl.getPort());
        dynamoDbRelay = new Relay(dynamoDbUrl.getPort());
        redis = RedisClient.create(redisUrl);
        dynamoDb = dynamoDb(dynamoDbUrl);
        relayedRedis = RedisClient.create("127.0.0.1", redisRelay.port());
        relayedDynamoDb = dynamoDb(URI.create("http://127.0.0.1:" + dynamoDbRelay.port()));
        store = new DynamoDbRuleStore(dynamoDb, "rules");
        cache = new RulesCache(
                List.of(new RedisRules(relayedRedis), new StoredRules(new DynamoDbRuleStore(relayedDynamoDb, "rules"))),
                InstantSource.system());
        notices = new RulesNotices(relayedRedis, cache::refreshSoon);
    }

    private DynamoDbClient dynamoDb(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(platform.endpoint("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        platform.endpoint("AWS_ACCESS_KEY_ID"), platform.endpoint("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        notices.close();
        cache.close();
        relayedRedis.close();
        relayedDynamoDb.close();
        redisRelay.close();
        dynamoDbRelay.close();
        redis.close();
        dynamoDb.close();
        platform.close();
    }

    @Test
    void aNoticeBringsAChangeLongBeforeTheInterval() {
        put(1, 7);
        cache.start(Duration.ofHours(1));
        notices.start();
        await().atMost(SOON).until(() -> cache.current().cap("view") == 7);

        put(2, 9);

        await().atMost(SOON).until(() -> cache.current().cap("view") == 9);
    }

    @Test
    void theLastGoodSnapshotActsWhileBothAreAwayAndAChangeIsSeenAfterwards() {
        put(1, 7);
        cache.start(Duration.ofMillis(200));
        notices.start();
        assertThat(cache.current().cap("view")).isEqualTo(7);

        redis.flushAll();
        redisRelay.cut();
        put(2, 9);
        // DynamoDB alone serves.
        await().atMost(SOON).until(() -> cache.current().cap("view") == 9);

        redis.flushAll();
        dynamoDbRelay.cut();
        put(3, 11);
        await().atMost(SOON).until(() -> cache.age().compareTo(Duration.ofSeconds(2)) > 0);
        assertThat(cache.current().cap("view")).isEqualTo(9);

        redisRelay.mend();
        await().atMost(SOON).until(() -> cache.current().cap("view") == 11);
        assertThat(cache.age()).isLessThan(SOON);
    }

    @Test
    void aFlushedRedisChangesNothingAndIsFilledByTheNextSync() {
        put(1, 7);
        redis.flushAll();
        cache.refresh();
        assertThat(cache.current().cap("view")).isEqualTo(7);

        assertThat(publisher().sync().served()).isEqualTo(1);
        assertThat(new RedisRules(redis).fetch()).containsOnlyKeys("cap-view");
    }

    private void put(int version, int items) {
        store.add(new RuleVersion(
                new Rule.Cap("cap-view", "view", items), version, Mode.ACTIVE, "ann", "why not", Instant.EPOCH));
        publisher().sync();
    }

    private RulesPublisher publisher() {
        return new RulesPublisher(store, versions -> {}, new RedisRules(redis));
    }
}
