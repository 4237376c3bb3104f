package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.platform.Restarts.Decision;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aProgramThatKeepsDyingIsGivenUpAfterFiveTries() {
        Restarts restarts = new Restarts();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(restarts.decide("loader", NOON))
                    .isEqualTo(new Decision.Again(attempt, Duration.ofSeconds(1L << (attempt - 1))));
        }

        assertThat(restarts.decide("loader", NOON)).isEqualTo(new Decision.GiveUp());
        assertThat(restarts.decide("collector", NOON)).isInstanceOf(Decision.Again.class);
    }

    @Test
    void whatDiedLongAgoIsForgotten() {
        Restarts restarts = new Restarts();
        for (int attempt = 1; attempt <= 5; attempt++) {
            restarts.decide("loader", NOON);
        }

        assertThat(restarts.decide("loader", NOON.plus(Duration.ofMinutes(11))))
                .isEqualTo(new Decision.Again(1, Duration.ofSeconds(1)));
    }
}
