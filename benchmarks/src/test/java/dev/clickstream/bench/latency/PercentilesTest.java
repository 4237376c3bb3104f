package dev.clickstream.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void takesTheNearestRankAbove() {
        Percentiles hundred = new Percentiles(IntStream.rangeClosed(1, 100)
                .map(i -> 101 - i)
                .mapToObj(Duration::ofMillis)
                .toList());

        assertThat(hundred.at(0.5)).isEqualTo(Duration.ofMillis(50));
        assertThat(hundred.at(0.99)).isEqualTo(Duration.ofMillis(99));
        assertThat(hundred.at(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(hundred.at(0)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void saysThatNothingWasMeasuredRatherThanZero() {
        assertThatThrownBy(() -> new Percentiles(List.of()).at(0.5)).hasMessageContaining("no event was measured");
    }
}
