package dev.clickstream.processor.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), new Random(3));

    @Test
    void theLimitDoublesUpToACapAndTheDelayIsAnywhereBelow() {
        assertThat(longest(1)).isBetween(40L, 50L);
        assertThat(longest(2)).isBetween(80L, 100L);
        assertThat(longest(8)).isBetween(5_000L, 6_400L);
        assertThat(longest(9)).isBetween(8_000L, 10_000L);
        assertThat(longest(1_000)).isBetween(8_000L, 10_000L);
        assertThat(IntStream.range(0, 500)
                        .mapToLong(i -> backoff.delay(9).toMillis())
                        .min()
                        .orElseThrow())
                .isLessThan(200);
    }

    private long longest(int failures) {
        return IntStream.range(0, 500)
                .mapToLong(i -> backoff.delay(failures).toMillis())
                .max()
                .orElseThrow();
    }
}
