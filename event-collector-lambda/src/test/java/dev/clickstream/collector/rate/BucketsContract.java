package dev.clickstream.collector.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.source.Source;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every kind of bucket does. */
abstract class BucketsContract {
    private static final Source.Rate HOURLY = new Source.Rate(1, 3600);

    private final String source = "source-" + UUID.randomUUID();

    abstract Buckets buckets();

    @Test
    void aBurstIsThereAtOnceAndThenNoMore() {
        assertThat(buckets().take(source, HOURLY, 3600).isConsumed()).isTrue();
        assertThat(buckets().take(source, HOURLY, 600).isConsumed()).isFalse();
    }

    @Test
    void whatIsNotThereIsNotTakenInPart() {
        assertThat(buckets().take(source, HOURLY, 3000).isConsumed()).isTrue();
        assertThat(buckets().take(source, HOURLY, 1200).isConsumed()).isFalse();
        assertThat(buckets().take(source, HOURLY, 600).isConsumed()).isTrue();
    }

    @Test
    void theTimeToWaitIsToldByTheRate() {
        buckets().take(source, HOURLY, 3600);

        long seconds = buckets().take(source, HOURLY, 600).getNanosToWaitForRefill() / 1_000_000_000;

        assertThat(seconds).isBetween(500L, 600L);
    }

    @Test
    void sourcesDoNotShareTheirRate() {
        buckets().take(source, HOURLY, 3600);

        assertThat(buckets().take(source + "-other", HOURLY, 3600).isConsumed()).isTrue();
    }

    @Test
    void aRateThatIsChangedCountsAtOnce() {
        buckets().take(source, HOURLY, 3600);

        assertThat(buckets().take(source, new Source.Rate(2, 3600), 3600).isConsumed())
                .isTrue();
    }
}
