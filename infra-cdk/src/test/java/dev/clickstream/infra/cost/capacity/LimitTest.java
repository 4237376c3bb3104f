package dev.clickstream.infra.cost.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void theQuotaOfApiGatewayIsReachedAtFortyThousandEventsASecond() {
        // 10,000 requests/s of 4 events
        assertThat(limit("requests of API Gateway").reachedAt()).isCloseTo(40_000, withinPercentage(0.1));
    }

    @Test
    void aNewTableTakesFourThousandUnits() {
        // 4,000 / (0.43 groups x 1.3 units)
        assertThat(limit("write units of a new").reachedAt()).isCloseTo(4_000 / (0.43 * 1.3), withinPercentage(1));
    }

    @Test
    void limitsAreNamedInTheOrderInWhichTheyAreReached() {
        assertThat(Limit.all().stream().map(Limit::reachedAt)).isSorted();
    }

    private static Limit limit(String beginning) {
        return Limit.all().stream()
                .filter(limit -> limit.what().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
