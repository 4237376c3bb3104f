package dev.clickstream.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private static final long NEVER = Duration.ofDays(1).toNanos();

    @Test
    void theWaitEndsWithTheLastRecord() throws Exception {
        Acknowledgements two = new Acknowledgements(2, System.nanoTime() + NEVER);
        two.onCompletion(null, null);

        assertThat(two.areDone(System.nanoTime())).isFalse();

        two.onCompletion(null, null);
        two.await();
        assertThat(two.areDone(System.nanoTime())).isTrue();
        assertThat(two.haveFailed()).isFalse();
    }

    @Test
    void theFirstFailureEndsItWhateverTheOthersDo() {
        Acknowledgements two = new Acknowledgements(2, System.nanoTime() + NEVER);
        two.onCompletion(null, new IllegalStateException("first"));
        two.onCompletion(null, null);

        assertThat(two.haveFailed()).isTrue();
        assertThatThrownBy(two::await).isInstanceOf(ExecutionException.class).hasMessageContaining("first");
    }

    @Test
    void aBrokerThatSaysNothingIsWaitedForUntilTheDeadlineOnly() {
        try (Deadlines deadlines = Deadlines.started()) {
            Acknowledgements one = new Acknowledgements(1, System.nanoTime());
            deadlines.add(one);

            assertThatThrownBy(one::await)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void ofNoRecordsThereIsNothingToWaitFor() throws Exception {
        new Acknowledgements(0, System.nanoTime() + NEVER).await();
    }
}
