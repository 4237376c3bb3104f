package dev.clickstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.send.SendReport;
import dev.clickstream.cli.stage.StageCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final SendReport SENT = sent(0, 0);

    @Test
    void holdsWhenEveryStageHasWhatTheOneBeforeGave() {
        assertThat(new Reconciliation(SENT, counts(97, 95, 2)).holds()).isTrue();
    }

    @Test
    void doesNotHoldWhenOneEventIsMissingAndSaysWhere() {
        Reconciliation lost = new Reconciliation(SENT, counts(96, 94, 2));

        assertThat(lost.holds()).isFalse();
        assertThat(lost.toString())
                .contains("NOT  in Kafka 97 = landed 96")
                .contains("ok   landed 96 = silver + duplicates + quarantine 96");
    }

    @Test
    void aRepeatedPostMayHaveLeftCopiesButNoMoreThanWereSentAgain() {
        StageCounts withCopies = new StageCounts(97, 3, 107, 3, 107, 95, 12, 0, 10, 2, 50, 40);

        Reconciliation explained = new Reconciliation(sent(1, 10), withCopies);
        assertThat(explained.holds()).as(explained.toString()).isTrue();
        assertThat(explained.toString()).contains("accepted 97 + copies from repeated POSTs 10 = 107 = in Kafka 107");
        assertThat(new Reconciliation(sent(1, 9), withCopies).holds()).isFalse();
        assertThat(new Reconciliation(sent(0, 0), withCopies).holds()).isFalse();
    }

    @Test
    void noRepeatedPostExplainsALoss() {
        StageCounts lost = new StageCounts(97, 3, 96, 3, 96, 94, 2, 0, 10, 2, 50, 40);

        assertThat(new Reconciliation(sent(1, 10), lost).holds()).isFalse();
    }

    @Test
    void onlyFlowsAreCountedSinceTheBaseline() {
        assertThat(counts(97, 95, 2).since(counts(97, 95, 2)).byName())
                .containsEntry("landed", 0L)
                .containsEntry("silver", 0L)
                .containsEntry("profiles", 40L);
    }

    private static SendReport sent(long retries, long repeated) {
        return new SendReport(
                100,
                97,
                Map.of("schema_violation", 3L),
                Map.of(),
                retries,
                repeated,
                Duration.ofSeconds(1),
                Instant.EPOCH);
    }

    private static StageCounts counts(long landed, long silver, long duplicates) {
        return new StageCounts(97, 3, 97, 3, landed, silver, duplicates, 0, 10, 2, 50, 40);
    }
}
