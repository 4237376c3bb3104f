package dev.clickstream.collector.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentMessageIdsTest {
    private long now;
    private final RecentMessageIds ids = new RecentMessageIds(1000, Duration.ofSeconds(60), () -> now);

    @Test
    void anIdIsRememberedForHalfTheWindowAtLeastAndTheWholeAtMost() {
        ids.remember("a");
        pass(29);
        ids.remember("b");
        assertThat(ids.contains("a")).isTrue();
        pass(30);
        assertThat(ids.contains("b")).isTrue();
        pass(32);

        assertThat(ids.contains("a")).isFalse();
        assertThat(ids.contains("b")).isFalse();
    }

    @Test
    void afterAPauseOfAWholeWindowNothingIsRemembered() {
        ids.remember("a");
        pass(60);

        assertThat(ids.contains("a")).isFalse();
    }

    @Test
    void ofMoreThanItHoldsTheNewestAreRemembered() {
        for (int i = 0; i < 5000; i++) {
            ids.remember("id-" + i);
            assertThat(ids.contains("id-" + i)).isTrue();
        }

        assertThat(ids.contains("id-4001")).isTrue();
        assertThat(ids.contains("id-2999")).isFalse();
    }

    @Test
    void noneMayBeRemembered() {
        RecentMessageIds none = new RecentMessageIds(0, Duration.ofSeconds(60), () -> now);
        none.remember("a");

        assertThat(none.contains("a")).isFalse();
    }

    @Test
    void idsThatDifferLittleHaveHashesOfTheirOwn() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            hashes.add(RecentMessageIds.hash("m-" + i));
        }

        assertThat(hashes).hasSize(200_000);
    }

    private void pass(long seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
