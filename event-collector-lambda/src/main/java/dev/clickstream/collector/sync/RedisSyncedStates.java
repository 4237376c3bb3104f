package dev.clickstream.collector.sync;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.SyncKey;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The hashes that the processor's sink writes, by the names in {@link SyncKey}. */
public final class RedisSyncedStates implements SyncedStates {
    private final RedisClient redis;

    public RedisSyncedStates(RedisClient redis) {
        this.redis = requireNonNull(redis, "redis");
    }

    @Override
    public Optional<State> of(String userId) {
        try {
            List<String> fields = redis.hmget(SyncKey.ofUser(userId), SyncKey.VERSION, SyncKey.STATE);
            return fields.contains(null)
                    ? Optional.empty()
                    : Optional.of(new State(Long.parseLong(fields.getFirst()), fields.getLast()));
        } catch (JedisException e) {
            throw new StatesUnavailableException(e);
        }
    }
}
