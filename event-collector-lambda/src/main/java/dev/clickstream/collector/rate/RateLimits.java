package dev.clickstream.collector.rate;

import dev.clickstream.source.Source;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps a source to its rate. With Redis all instances share a source's rate; without, and while Redis is away, each has the
 * whole rate for itself: rather too much from one source than nothing from all. Safe for any number of threads.
 */
public final class RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);
    /** A cache that does not answer is not asked again for so long: each request would wait for it. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final @Nullable Buckets shared;
    private final Buckets own;
    private final TimeMeter time;
    private final Map<String, Long> shutUntil = new ConcurrentHashMap<>();
    private volatile long sharedAgainAt = Long.MIN_VALUE;

    public RateLimits(@Nullable RedisClient redis) {
        this(redis == null ? null : new RedisBuckets(redis), TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(@Nullable Buckets shared, TimeMeter time) {
        this.shared = shared;
        this.own = new LocalBuckets(time);
        this.time = time;
    }

    /**
     * How long a source is to wait that was refused just now: so a flood is turned away without looking into what it brings. Takes
     * nothing of its rate.
     */
    public Optional<Duration> shut(Source source) {
        Long until = shutUntil.get(source.name());
        if (source.rate() == null || until == null) {
            return Optional.empty();
        }
        long wait = until - time.currentTimeNanos();
        if (wait <= 0) {
            shutUntil.remove(source.name(), until);
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(wait));
    }

    /**
     * Empty if it may send; otherwise how long it is to wait.
     *
     * @param events more at once than the burst count as the burst: they would have to wait for ever
     */
    public Optional<Duration> take(Source source, int events) {
        Source.Rate rate = source.rate();
        if (rate == null) {
            return Optional.empty();
        }
        ConsumptionProbe probe = take(source.name(), rate, Math.min(events, rate.burst()));
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        long wait = Math.max(1, probe.getNanosToWaitForRefill());
        shutUntil.put(source.name(), time.currentTimeNanos() + wait);
        return Optional.of(Duration.ofNanos(wait));
    }

    private ConsumptionProbe take(String source, Source.Rate rate, int tokens) {
        if (shared != null && time.currentTimeNanos() >= sharedAgainAt) {
            try {
                return shared.take(source, rate, tokens);
            } catch (JedisException e) {
                sharedAgainAt = time.currentTimeNanos() + PAUSE.toNanos();
                LOG.warn("rates are not shared between instances for now: reason={}", e.getMessage());
            }
        }
        return own.take(source, rate, tokens);
    }
}
