package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.cost.line.CostLine;
import dev.clickstream.infra.cost.line.Inventory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostReportTest {
    private static final CostReport.Options USUAL = CostReport.Options.usual();

    @Test
    void lambdaComputeAtAThousandEventsASecondIsWhatTheHandWorksOut() {
        double requests = 1_000 * 2_628_000.0 / 4;
        double gigabyteSeconds = requests * 0.040 * 1;

        CostLine line = line(CostReport.of(1_000, USUAL), "Lambda compute");

        assertThat(gigabyteSeconds).isEqualTo(26_280_000);
        assertThat(line.monthlyUsd()).isCloseTo(gigabyteSeconds * 0.0000133334, within(0.01));
        assertThat(line.monthlyUsd()).isCloseTo(350.40, within(0.01));
    }

    @Test
    void aWarehouseThatIsSpokenToEverySecondIsBilledAllDay() {
        CostLine line = line(CostReport.of(10, USUAL), "compute");

        // 8 RPU x 24 h x 30.4167 days x 0.375 USD
        assertThat(line.monthlyUsd()).isCloseTo(8 * 730 * 0.375, within(0.01));
    }

    @Test
    void theTotalIsTheSumOfItsLines() {
        for (CostReport report : reports()) {
            double sum = 0;
            for (CostLine line : report.lines()) {
                sum += line.monthlyUsd();
            }
            assertThat(report.monthlyUsd()).isCloseTo(sum, within(1e-6));
            assertThat(report.monthlyUsdByPart().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(sum, within(1e-6));
        }
    }

    @Test
    void aHigherRateNeverCostsLess() {
        double last = 0;
        for (double rate = 1; rate <= 1_000_000; rate *= 1.7) {
            double total = CostReport.of(rate, USUAL).monthlyUsd();
            assertThat(total).as("USD a month at %.0f events/s", rate).isGreaterThan(last);
            last = total;
        }
    }

    @Test
    void aMillionEventsCostLessAtAHigherRate() {
        assertThat(Stream.of(10.0, 100.0, 1_000.0, 10_000.0)
                        .map(rate -> -CostReport.of(rate, USUAL).usdPerMillionEvents()))
                .isSorted();
    }

    @Test
    void theFrontIsBilledOnlyWhereItIsAskedFor() {
        CostReport without = CostReport.of(100, USUAL);
        CostReport with = CostReport.of(100, new CostReport.Options(0, true));

        assertThat(without.monthlyUsdByPart()).doesNotContainKey("Front");
        // 65.7 million requests at 1.00 and 0.60 a million, 262.8 GB to the origin, an ACL, its rules
        assertThat(with.monthlyUsd() - without.monthlyUsd())
                .isCloseTo(65.7 * 1.60 + 262.8 * 0.02 + 5 + Inventory.WAF_RULES, within(0.01));
    }

    @Test
    void aProfileIsBilledForItsAverageNotItsBusiestMinute() {
        CostReport report = CostReport.of(Profile.SMALL, USUAL);

        assertThat(report.workload().averageEventsPerSecond()).isCloseTo(35, within(1e-9));
    }

    private static List<CostReport> reports() {
        return Stream.concat(
                        CostDocument.RATES.stream().map(rate -> CostReport.of(rate, USUAL)),
                        Profile.all().stream().map(profile -> CostReport.of(profile, USUAL)))
                .toList();
    }

    private static CostLine line(CostReport report, String what) {
        return report.lines().stream()
                .filter(line -> line.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
