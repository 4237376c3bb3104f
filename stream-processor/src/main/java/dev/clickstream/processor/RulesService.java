package dev.clickstream.processor;

import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.processor.operations.ServiceHealth;
import dev.clickstream.rules.RulesSource;
import dev.clickstream.rules.force.RuleCounts;
import dev.clickstream.rules.force.RulesCache;
import dev.clickstream.rules.redis.RedisRules;
import dev.clickstream.rules.redis.RulesNotices;
import dev.clickstream.rules.store.DynamoDbRuleStore;
import dev.clickstream.rules.store.StoredRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The rules in force in this process. Sources that are away take no service down: the last good snapshot acts. */
final class RulesService implements RunningService, AutoCloseable {
    private static final Duration TABLE_WITHIN = Duration.ofSeconds(5);

    private final @Nullable RedisClient redis;
    private final DynamoDbClient dynamoDb;
    private final RulesCache cache;
    private final @Nullable RulesNotices notices;

    /** Fetches the rules before it returns, as far as a source answers. */
    RulesService(ProcessorConfig config) {
        this.redis = config.redis() == null ? null : config.redis().open();
        // Without it a table out of reach would hold up the look at Redis for as long as the SDK tries.
        this.dynamoDb = DynamoDbClient.builder()
                .overrideConfiguration(client -> client.apiCallTimeout(TABLE_WITHIN))
                .build();
        List<RulesSource> sources = new ArrayList<>();
        if (redis != null) {
            sources.add(new RedisRules(redis));
        }
        sources.add(new StoredRules(new DynamoDbRuleStore(dynamoDb, config.rulesTable())));
        this.cache = new RulesCache(sources, InstantSource.system());
        this.notices = redis == null ? null : new RulesNotices(redis, cache::refreshSoon);
        cache.start(config.rulesRefresh());
        if (notices != null) {
            notices.start();
        }
    }

    RulesCache cache() {
        return cache;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public ServiceHealth health() {
        return new ServiceHealth("running", true, 0, 0);
    }

    @Override
    public void register(ProcessorMetrics metrics) {
        metrics.gauge(
                "processor.rules.age.seconds",
                name(),
                "Since when no source has confirmed the rules in force.",
                () -> cache.age().toMillis() / 1000.0);
        metrics.each(
                "processor.rules.matched.events",
                name(),
                "Events on which each rule's condition held since the start, rules in shadow among them.",
                "rule",
                () -> counts(RuleCounts.Count::matched));
        metrics.each(
                "processor.rules.failed.events",
                name(),
                "Events on which each rule's condition could not be evaluated since the start.",
                "rule",
                () -> counts(RuleCounts.Count::failed));
    }

    private Map<String, Long> counts(Function<RuleCounts.Count, Long> count) {
        return cache.counts().all().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> count.apply(entry.getValue())));
    }

    @Override
    public void close() {
        if (notices != null) {
            notices.close();
        }
        cache.close();
        dynamoDb.close();
        if (redis != null) {
            redis.close();
        }
    }
}
