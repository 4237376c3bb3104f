package dev.clickstream.collector.rate;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The contract on the local platform's Redis. */
class RedisBucketsIT extends BucketsContract {
    private static LocalPlatform platform;
    private static RedisClient redis;

    @BeforeAll
    static void start(@TempDir Path state) {
        platform = LocalPlatform.start(Set.of(Service.REDIS), state);
        redis = RedisClient.create(URI.create(platform.endpoint("REDIS_URL")));
    }

    @AfterAll
    static void stop() {
        redis.close();
        platform.close();
    }

    @Override
    Buckets buckets() {
        return new RedisBuckets(redis);
    }
}
