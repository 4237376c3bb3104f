package dev.clickstream.rules.redis;

import static java.util.Objects.requireNonNull;

import dev.clickstream.rules.RulesSource;
import dev.clickstream.rules.publish.ServedRules;
import dev.clickstream.rules.store.StoredRule;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The newest version of every rule in the Redis hash {@code rules}: field = id, value = JSON. */
public final class RedisRules implements RulesSource, ServedRules {
    /** The hash, and the channel of the notices. */
    static final String RULES = "rules";

    /** All rules in one step, so that no reader sees a part; a stale writer cannot put an older version over a newer one. */
    private static final String WRITE = """
            local changed = 0
            for _, rule in ipairs(cjson.decode(ARGV[1])) do
                local held = redis.call('HGET', KEYS[1], rule[1])
                if held ~= rule[3] then
                    local version = 0
                    if held then
                        local ok, old = pcall(cjson.decode, held)
                        if ok and type(old) == 'table' and type(old.version) == 'number' then version = old.version end
                    end
                    if version <= rule[2] then
                        redis.call('HSET', KEYS[1], rule[1], rule[3])
                        changed = changed + 1
                    end
                end
            end
            return changed""";

    private final RedisClient redis;

    public RedisRules(RedisClient redis) {
        this.redis = requireNonNull(redis, "redis");
    }

    @Override
    public Map<String, String> fetch() {
        return redis.hgetAll(RULES);
    }

    @Override
    public int write(List<StoredRule> newest) {
        ArrayNode rules = JsonMapper.shared().createArrayNode();
        newest.forEach(
                rule -> rules.addArray().add(rule.id()).add(rule.version()).add(rule.json()));
        Object changed = redis.eval(WRITE, List.of(RULES), List.of(rules.toString()));
        return Math.toIntExact((Long) changed);
    }

    @Override
    public void announce() {
        redis.publish(RULES, "changed");
    }
}
