package dev.clickstream.processor.sync;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.SyncKey;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.RedisClient;

/** States in Redis. Comparing, keeping, expiring and telling are one script: nobody sees half of it. */
public final class RedisSyncStore implements SyncStore {
    /** A device that was away for longer begins anew. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String SCRIPT = """
            local known = redis.call('HGET', KEYS[1], '%1$s')
            if known and tonumber(known) >= tonumber(ARGV[1]) then return 0 end
            redis.call('HSET', KEYS[1], '%1$s', ARGV[1], '%2$s', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            redis.call('PUBLISH', KEYS[1], ARGV[1])
            return 1
            """.formatted(SyncKey.VERSION, SyncKey.STATE);

    private final RedisClient redis;

    public RedisSyncStore(RedisClient redis) {
        this.redis = requireNonNull(redis, "redis");
    }

    @Override
    public boolean write(String userId, long version, String json) {
        Object written = redis.eval(
                SCRIPT,
                List.of(SyncKey.ofUser(userId)),
                List.of(Long.toString(version), json, Long.toString(KEPT.toMillis())));
        return Long.valueOf(1).equals(written);
    }
}
