package dev.clickstream.processor.rules;

import redis.clients.jedis.RedisClient;

/** The contract on any Redis. */
abstract class RedisRulesSourceContract extends RulesSourceContract {
    abstract RedisClient redis();

    @Override
    RulesSource source() {
        return new RedisRulesSource(redis());
    }

    @Override
    void put(String id, String json) {
        redis().hset("rules", id, json);
    }

    @Override
    void clear() {
        redis().del("rules");
    }
}
