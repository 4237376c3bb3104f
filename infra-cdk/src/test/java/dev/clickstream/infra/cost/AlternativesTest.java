package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.line.Alternatives;
import org.junit.jupiter.api.Test;

class AlternativesTest {
    @Test
    void atABreakEvenTheServerCostsLessAndJustBelowItDoesNot() {
        double from = Alternatives.fargateCollectorFrom();

        assertThat(Alternatives.fargateCollector(Workload.steady(from)))
                .isLessThanOrEqualTo(Alternatives.lambdaCollector(Workload.steady(from)));
        assertThat(Alternatives.fargateCollector(Workload.steady(from - 1)))
                .isGreaterThan(Alternatives.lambdaCollector(Workload.steady(from - 1)));
    }

    @Test
    void aMillionRequestsToTheFunctionCostWhatTheHandWorksOut() {
        // 1.00 for the API, 0.20 for the invocation, 1,000,000 x 0.040 s x 1 GB x 0.0000133334
        Workload aMillionRequests = Workload.steady(4e6 / 2_628_000);

        assertThat(Alternatives.lambdaCollector(aMillionRequests)).isCloseTo(1.00 + 0.20 + 0.533, within(0.001));
    }
}
