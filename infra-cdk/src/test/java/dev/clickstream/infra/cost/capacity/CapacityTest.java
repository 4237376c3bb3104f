package dev.clickstream.infra.cost.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void aTwoSecondWindowTakesTheWriteUnitsOfTheDesign() {
        // Lists only: 0.43 units an event at 2 s, 0.31 at 30 s; a tenth of the writes has a detail of three units.
        assertThat(Workload.groupsPerEvent(2)).isCloseTo(0.43, within(0.005));
        assertThat(Workload.groupsPerEvent(30)).isCloseTo(0.31, within(0.005));
        assertThat(Workload.writeUnitsPerEvent(2)).isCloseTo(0.43 * 1.3, within(0.005));
    }

    @Test
    void twelvePartitionsMakeAThousandAndSixtyTwoReplicas() {
        // 12 topics of 12, 14 partitions of small topics, 8 changelogs of 12, 100 of the brokers' own; three of each
        assertThat(Capacity.replicas(12)).isEqualTo(3 * (12 * 12 + 14 + 8 * 12 + 100));
        assertThat(Capacity.replicas(12)).isEqualTo(1_062);
    }

    @Test
    void aMinutelyLoadKeepsTheWarehouseAwakeAllDay() {
        assertThat(new Capacity(Workload.steady(10)).awakeShare(60, 8, 60)).isEqualTo(1);
    }

    @Test
    void aLoadEveryFiveMinutesIsBilledAMinuteEach() {
        assertThat(new Capacity(Workload.steady(10)).awakeShare(300, 8, 300)).isEqualTo(0.2);
        assertThat(new Capacity(Workload.steady(10)).rpuHoursPerDay(300, 8, 300))
                .isCloseTo(38.4, within(1e-9));
    }

    @Test
    void aRunnerThatPollsEachMinuteUndoesARareLoad() {
        assertThat(new Capacity(Workload.steady(10)).awakeShare(900, 8, 60)).isEqualTo(1);
    }

    @Test
    void brokersTakeWhatIsWrittenAndTheReplicas() {
        for (double rate = 1; rate < 2_000_000; rate *= 2.3) {
            Deployment sized = Deployment.sizedFor(Workload.steady(rate));
            BrokerType type = sized.brokerType();
            assertThat(sized.brokers() * type.megabytesPerSecond() * Assumptions.UTILISATION)
                    .isGreaterThanOrEqualTo(new Capacity(Workload.steady(rate)).writtenMegabytesPerSecond());
            assertThat(sized.brokers() * type.maxReplicas())
                    .isGreaterThanOrEqualTo(Capacity.replicas(sized.partitions()));
            assertThat(type.worksWithKraft()).isTrue();
        }
    }

    @Test
    void noTaskHoldsMoreThanItsShareOfTheState() {
        Deployment sized = Deployment.sizedFor(Workload.steady(10_000));
        Tasks groups = sized.services().stream()
                .filter(tasks -> tasks.service().equals("groups"))
                .findFirst()
                .orElseThrow();

        double stateGb = 2 * new Capacity(Workload.steady(10_000)).stateGb();
        assertThat(stateGb / groups.count()).isLessThanOrEqualTo(Assumptions.STATE_GB_PER_TASK);
        assertThat(groups.count()).isLessThanOrEqualTo(2 * sized.partitions());
    }
}
