package dev.clickstream.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectorStageTest {
    private static final String METRICS = """
            # HELP collector_events_accepted_total Events that the broker has acknowledged.
            # TYPE collector_events_accepted_total counter
            collector_events_accepted_total 20000.0
            collector_events_rejected_total{code="schema_violation"} 3.0
            collector_events_rejected_total{code="too_large"} 1.0E1
            """;

    @Test
    void readsACounterOverAllItsLabels() {
        assertThat(CollectorStage.counter(METRICS, "collector_events_accepted_total"))
                .isEqualTo(20_000);
        assertThat(CollectorStage.counter(METRICS, "collector_events_rejected_total"))
                .isEqualTo(13);
        assertThat(CollectorStage.counter(METRICS, "collector_events")).isZero();
    }
}
