package dev.clickstream.collector.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.source.Source;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RateLimitsTest {
    private static final Source TEN =
            new Source("web", List.of(), Set.of(), Set.of(), Source.Unplanned.KEEP, new Source.Rate(10, 20), List.of());

    private final SettableTime time = new SettableTime();

    @Test
    void aSourceIsKeptToItsRate() {
        RateLimits limits = new RateLimits(null, time);

        assertThat(limits.take(TEN, 20)).isEmpty();
        assertThat(limits.take(TEN, 5)).contains(Duration.ofMillis(500));
        time.pass(Duration.ofMillis(500));
        assertThat(limits.take(TEN, 5)).isEmpty();
    }

    @Test
    void aFloodIsTurnedAwayWithoutReadingIt() {
        RateLimits limits = new RateLimits(null, time);
        limits.take(TEN, 20);
        assertThat(limits.shut(TEN)).isEmpty();
        limits.take(TEN, 5);

        assertThat(limits.shut(TEN)).contains(Duration.ofMillis(500));
        time.pass(Duration.ofMillis(500));
        assertThat(limits.shut(TEN)).isEmpty();
    }

    @Test
    void aBatchLargerThanTheBurstIsTakenAsOneBurst() {
        RateLimits limits = new RateLimits(null, time);

        assertThat(limits.take(TEN, 2500)).isEmpty();
        assertThat(limits.take(TEN, 1)).isPresent();
    }

    @Test
    void aSourceWithoutARateMaySendAnyAmount() {
        RateLimits limits = new RateLimits(null, time);

        assertThat(limits.take(Source.open("app", List.of()), 1_000_000)).isEmpty();
    }

    @Test
    void whileTheCacheIsAwayEachInstanceCountsForItselfAndDoesNotWaitForItEachTime() {
        BrokenBuckets broken = new BrokenBuckets();
        RateLimits limits = new RateLimits(broken, time);

        assertThat(limits.take(TEN, 20)).isEmpty();
        assertThat(limits.take(TEN, 20)).isPresent();
        assertThat(broken.asked).isEqualTo(1);
        time.pass(Duration.ofSeconds(6));
        assertThat(limits.take(TEN, 20)).isEmpty();
        assertThat(broken.asked).isEqualTo(2);
    }

    private static final class BrokenBuckets implements Buckets {
        private int asked;

        @Override
        public ConsumptionProbe take(String source, Source.Rate rate, long tokens) {
            asked++;
            throw new JedisConnectionException("no way there");
        }
    }

    private static final class SettableTime implements TimeMeter {
        private long nanos = 1_000_000_000;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
