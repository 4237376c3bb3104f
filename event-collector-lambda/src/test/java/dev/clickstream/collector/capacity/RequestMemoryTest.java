package dev.clickstream.collector.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private final RequestMemory memory = new RequestMemory(10 * 1024, Duration.ofMillis(10));

    @Test
    void whatIsTakenIsNotGivenTwiceAndComesBack() {
        RequestMemory.Share share = memory.reserve(8 * 1024).orElseThrow();

        assertThat(memory.reserve(3 * 1024)).isEmpty();
        share.close();
        assertThat(memory.unreserved()).isEqualTo(10 * 1024);
        assertThat(memory.reserve(3 * 1024)).isPresent();
    }

    @Test
    void whoWantsMoreThanThereIsGetsAllWhenAlone() {
        RequestMemory.Share all = memory.reserve(1 << 30).orElseThrow();

        assertThat(memory.unreserved()).isZero();
        assertThat(memory.reserve(1)).isEmpty();
        all.close();
    }

    @Test
    void aShareThatComesFreeInTimeIsWaitedFor() throws InterruptedException {
        RequestMemory patient = new RequestMemory(1024, Duration.ofSeconds(30));
        RequestMemory.Share first = patient.reserve(1024).orElseThrow();
        Thread giver = Thread.ofVirtual().start(first::close);

        assertThat(patient.reserve(1024)).isPresent();
        giver.join();
    }
}
