package dev.clickstream.rules.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.RulesSource;
import dev.clickstream.rules.RulesSourceContract;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.store.StoredRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** The contract on any Redis, and what is asked of the served copy beside it. */
abstract class RedisRulesContract extends RulesSourceContract {
    abstract RedisClient redis();

    @Override
    protected RulesSource source() {
        return new RedisRules(redis());
    }

    @Override
    protected void put(RuleVersion version) {
        new RedisRules(redis()).write(List.of(stored(version)));
    }

    @Override
    protected void clear() {
        redis().del("rules");
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() {
        clear();
        RuleVersion first = version("cap-a", 1);
        RuleVersion second = first.next(Mode.SHADOW, "ann", "better", Instant.EPOCH);
        put(second);
        put(first);

        assertThat(source().fetch()).isEqualTo(Map.of("cap-a", RuleJson.write(second)));
    }

    @Test
    void tellsHowManyRulesItChanged() {
        clear();
        RedisRules rules = new RedisRules(redis());
        List<StoredRule> two = List.of(stored(version("cap-a", 1)), stored(version("cap-b", 1)));

        assertThat(rules.write(two)).isEqualTo(2);
        assertThat(rules.write(two)).isZero();
    }

    @Test
    void whatLiesThereSpoiltIsReplaced() {
        clear();
        redis().hset("rules", "cap-a", "not json");
        put(version("cap-a", 1));

        assertThat(source().fetch()).isEqualTo(Map.of("cap-a", RuleJson.write(version("cap-a", 1))));
    }

    @Test
    void aNoticeReachesWhoeverListens() {
        AtomicInteger told = new AtomicInteger();
        try (RulesNotices notices = new RulesNotices(redis(), told::incrementAndGet)) {
            notices.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> told.get() > 0);
            int subscribed = told.get();

            new RedisRules(redis()).announce();

            await().atMost(Duration.ofSeconds(30)).until(() -> told.get() > subscribed);
        }
    }

    private static StoredRule stored(RuleVersion version) {
        return new StoredRule(version.rule().id(), version.version(), RuleJson.write(version), false);
    }
}
