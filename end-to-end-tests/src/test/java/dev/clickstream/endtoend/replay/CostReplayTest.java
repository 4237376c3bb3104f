package dev.clickstream.endtoend.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.endtoend.replay.CostReplay.Cost;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.TrackingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CostReplayTest {
    private static final Path TRAVEL = Path.of("../../shared/data/travel-sessions/trivago_val_100k.csv.gz");
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final TrackingPlan PLAN = TrackingPlan.load();
    private static final int UNIT = 1024;

    /** One event: how long after the one before, by whom, and on what. */
    record Step(int secondsLater, int profile, int kind, int item) {}

    @Property(tries = 25)
    void noGroupingThatKeepsTheWindowWritesLess(@ForAll("steps") List<Step> steps, @ForAll("windows") int seconds) {
        Cost cost = Folders.with(
                folder -> CostReplay.run(arrivals(steps), Duration.ofSeconds(seconds), PLAN, NoRules.cache(), folder));

        assertCheapest(cost);
    }

    private static void assertCheapest(Cost cost) {
        assertThat(cost.snapshots()).isEqualTo(cost.optimum());
        assertThat(cost.keptItsWindow()).as(cost.toString()).isTrue();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 3)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(4, 90)));
        return Combinators.combine(
                        gaps,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 40))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.of(1, 2, 5, 10, 30, 60);
    }

    @Test
    void simulatedTravellersCostTheFewestWritesThatTheirWindowAllows(@TempDir Path folder) {
        List<Arrival> arrivals = Arrivals.ofSimulatedDevices(7, 3_000, Instant.parse("2026-11-25T00:00:00Z"), PLAN);

        Cost cost = CostReplay.run(arrivals, Duration.ofSeconds(30), PLAN, NoRules.cache(), folder);

        assertCheapest(cost);
        assertThat(cost.snapshots()).isLessThan(cost.events());
    }

    @ParameterizedTest
    @CsvSource({"2, 0.43", "30, 0.31"})
    void theTravelFileStaysUnderItsBar(int seconds, double bar, @TempDir Path folder) {
        assumeTrue(Files.exists(TRAVEL), "the travel file is not here: its cost is not counted");

        Cost cost = CostReplay.run(
                Arrivals.ofTravelFile(TRAVEL, PLAN), Duration.ofSeconds(seconds), PLAN, NoRules.cache(), folder);

        assertCheapest(cost);
        assertThat(cost.unitsPerEvent()).isLessThanOrEqualTo(bar);
    }

    @Test
    void aListOfThirtyIdsOfSixteenCharactersIsOneUnit() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            steps.add(new Step(1, 0, 0, i));
        }

        Cost cost = Folders.with(
                folder -> CostReplay.run(arrivals(steps), Duration.ofSeconds(60), PLAN, NoRules.cache(), folder));

        assertThat(cost.largestItem()).isBetween(UNIT / 2, UNIT);
        assertThat(cost.units()).isEqualTo(cost.snapshots());
    }

    private static List<Arrival> arrivals(List<Step> steps) {
        List<Arrival> arrivals = new ArrayList<>();
        Instant at = START;
        for (Step step : steps) {
            at = at.plusSeconds(step.secondsLater());
            arrivals.add(new Arrival(at, event(step, arrivals.size(), at)));
        }
        return arrivals;
    }

    private static Event event(Step step, int number, Instant at) {
        String name = List.of("Product Viewed", "Product Clicked", "Products Searched")
                .get(step.kind());
        String item = "item-%011d".formatted(step.item());
        Instant occurredAt = at.plusMillis(number);
        return new Event(
                "m%04d".formatted(number),
                EventType.TRACK,
                name,
                null,
                "traveller-%06d".formatted(step.profile()),
                null,
                null,
                occurredAt,
                occurredAt,
                null,
                at,
                "test",
                JsonMapper.shared().createObjectNode(),
                JsonMapper.shared().createObjectNode().put(step.kind() == 2 ? "query" : "product_id", item),
                Set.of());
    }
}
