package dev.clickstream.collector.standardise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.standardise.ClockCorrection.Occurrence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCorrectionTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");

    private final ClockCorrection clocks = new ClockCorrection(Duration.ofSeconds(10));

    @Test
    void networkDelayIsNotCorrected() {
        Instant sent = RECEIVED.minusSeconds(10);

        assertThat(clocks.occurrence(sent.minusSeconds(3), sent, RECEIVED))
                .isEqualTo(new Occurrence(sent.minusSeconds(3), false, false));
    }

    @Test
    void aClockTwoHoursAheadIsPutRight() {
        Instant sent = RECEIVED.plusSeconds(7200);

        assertThat(clocks.occurrence(sent.minusSeconds(30), sent, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED.minusSeconds(30), true, false));
    }

    @Test
    void aClockADayBehindIsPutRightAndABackDatedEventStaysBack() {
        Instant sent = RECEIVED.minus(Duration.ofDays(1));

        assertThat(clocks.occurrence(sent.minus(Duration.ofDays(3)), sent, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED.minus(Duration.ofDays(3)), true, false));
    }

    @Test
    void withoutATimeItHappenedWhenReceived() {
        assertThat(clocks.occurrence(null, RECEIVED, RECEIVED)).isEqualTo(new Occurrence(RECEIVED, false, false));
    }

    @Test
    void withoutSendingTimeTheClientIsBelieved() {
        Instant original = RECEIVED.minus(Duration.ofDays(2));

        assertThat(clocks.occurrence(original, null, RECEIVED)).isEqualTo(new Occurrence(original, false, false));
    }

    @Test
    void aTimeInTheFutureIsNotBelieved() {
        assertThat(clocks.occurrence(RECEIVED.plusSeconds(300), null, RECEIVED).skewed())
                .isFalse();
        assertThat(clocks.occurrence(RECEIVED.plusSeconds(301), null, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED, true, false));
        assertThat(clocks.occurrence(RECEIVED.plusSeconds(301), RECEIVED, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED, true, false));
    }

    @Test
    void whatHappenedLongAgoIsLate() {
        Duration days = Duration.ofDays(90);

        assertThat(clocks.occurrence(RECEIVED.minus(days), null, RECEIVED).late())
                .isFalse();
        assertThat(clocks.occurrence(RECEIVED.minus(days).minusMillis(1), null, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED.minus(days).minusMillis(1), false, true));
    }

    @Test
    void absurdClocksDoNotLeaveTheCalendar() {
        assertThat(clocks.occurrence(Timestamps.EARLIEST, Timestamps.LATEST, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED, true, false));
        assertThat(clocks.occurrence(Timestamps.LATEST, Timestamps.EARLIEST, RECEIVED))
                .isEqualTo(new Occurrence(RECEIVED, true, false));
    }
}
