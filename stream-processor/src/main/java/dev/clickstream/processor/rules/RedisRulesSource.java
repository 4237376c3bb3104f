package dev.clickstream.processor.rules;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import redis.clients.jedis.RedisClient;

/** Rules in the Redis hash {@code rules}: field = id, value = JSON. */
public final class RedisRulesSource implements RulesSource {
    private static final String HASH = "rules";

    private final RedisClient redis;

    public RedisRulesSource(RedisClient redis) {
        this.redis = requireNonNull(redis, "redis");
    }

    @Override
    public Map<String, String> fetch() {
        return redis.hgetAll(HASH);
    }
}
