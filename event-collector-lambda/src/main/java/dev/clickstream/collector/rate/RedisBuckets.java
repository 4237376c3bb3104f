package dev.clickstream.collector.rate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.source.Source;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.time.Duration;
import redis.clients.jedis.RedisClient;

/** Buckets that all instances of the collector share: {@code rate:<source>:<rate>:<burst>}, gone when full again. */
final class RedisBuckets implements Buckets {
    private final ProxyManager<byte[]> buckets;

    RedisBuckets(RedisClient redis) {
        this.buckets = Bucket4jJedis.casBasedBuilder(redis)
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .build();
    }

    @Override
    public ConsumptionProbe take(String source, Source.Rate rate, long tokens) {
        String key = "rate:%s:%d:%d".formatted(source, rate.eventsPerSecond(), rate.burst());
        return buckets.builder()
                .build(key.getBytes(UTF_8), () -> Buckets.configuration(rate))
                .tryConsumeAndReturnRemaining(tokens);
    }
}
