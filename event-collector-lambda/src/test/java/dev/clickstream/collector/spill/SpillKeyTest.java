package dev.clickstream.collector.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpillKeyTest {
    private static final Instant TIME = Instant.parse("2026-11-25T22:59:59.998Z");

    @Test
    void aKeySaysWhenItWasAcceptedAndWhatIsInIt() {
        UUID id = new TimeOrderedIds(InstantSource.fixed(TIME), new Random(1)).next();
        SpillKey key = new SpillKey(id, 50, 61_234);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(key.text()).isEqualTo("dt=2026-11-25/hr=22/%s.50.61234.gz".formatted(id));
        assertThat(key.acceptedAt()).isEqualTo(TIME);
        assertThat(SpillKey.parse(key.text())).contains(key);
    }

    @Test
    void whatIsNoKeyOfABatchIsNotTakenForOne() {
        for (String other : List.of("", "x", "dt=2026-11-25/hr=22/a.1.1.gz", "dt=2026-11-25/hr=22/")) {
            assertThat(SpillKey.parse(other)).isEmpty();
        }
    }

    /** The clock stands still, steps forth over the hour and the day, and back. */
    @Test
    void theOrderOfTheTextsIsTheOrderInWhichTheyWereMadeWhateverTheClockDoes() {
        AtomicLong millis = new AtomicLong(TIME.toEpochMilli());
        TimeOrderedIds ids = new TimeOrderedIds(() -> Instant.ofEpochMilli(millis.get()), new Random(2));
        Random steps = new Random(3);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (steps.nextInt(50) == 0) {
                millis.addAndGet(steps.nextInt(20_000) - 5_000);
            }
            made.add(new SpillKey(ids.next(), steps.nextInt(100), steps.nextInt(100_000)).text());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
