package dev.clickstream.loader.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.landing.LandingTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final TopicPartition VIEW_0 = new TopicPartition(Topics.EVENTS_VIEW.name(), 0);
    private static final TopicPartition VIEW_1 = new TopicPartition(Topics.EVENTS_VIEW.name(), 1);
    private static final TopicPartition RULES = new TopicPartition(Topics.RULES.name(), 0);

    @Test
    void nothingWaitingGivesNoSlice() {
        assertThat(Planner.slices(Map.of(VIEW_0, 5L), Map.of(VIEW_0, 5L), new LoadSize(100, 100, 1)))
                .isEmpty();
        assertThat(Planner.slices(Map.of(VIEW_0, 5L), Map.of(VIEW_0, 3L), new LoadSize(100, 100, 1)))
                .isEmpty();
    }

    @Test
    void eachTableHasSlicesOfItsOwn() {
        List<Slice> slices = Planner.slices(
                Map.of(VIEW_0, 0L, VIEW_1, 7L, RULES, 1L),
                Map.of(VIEW_0, 4L, VIEW_1, 9L, RULES, 2L),
                new LoadSize(100, 100, 1));

        assertThat(slices)
                .containsExactly(
                        new Slice(0, LandingTable.EVENTS, List.of(range(VIEW_0, 0, 4), range(VIEW_1, 7, 9))),
                        new Slice(1, LandingTable.RULES, List.of(range(RULES, 1, 2))));
    }

    @Test
    void aFileTakesNoMoreThanItsRows() {
        List<Slice> slices =
                Planner.slices(Map.of(VIEW_0, 0L, VIEW_1, 0L), Map.of(VIEW_0, 5L, VIEW_1, 2L), new LoadSize(100, 3, 1));

        assertThat(slices)
                .extracting(Slice::ranges)
                .containsExactly(
                        List.of(range(VIEW_0, 0, 3)),
                        List.of(range(VIEW_0, 3, 5), range(VIEW_1, 0, 1)),
                        List.of(range(VIEW_1, 1, 2)));
    }

    @Test
    void aLongQueueLeavesRoomForTheOthers() {
        List<Slice> slices = Planner.slices(
                Map.of(VIEW_0, 0L, VIEW_1, 0L), Map.of(VIEW_0, 1_000_000L, VIEW_1, 3L), new LoadSize(10, 100, 1));

        assertThat(slices).extracting(Slice::ranges).containsExactly(List.of(range(VIEW_0, 0, 5), range(VIEW_1, 0, 3)));
    }

    @Test
    void severalFilesAreAsManyAsTheSlicesOfTheWarehouseAndOfOneSize() {
        List<Slice> slices =
                Planner.slices(Map.of(VIEW_0, 0L, RULES, 0L), Map.of(VIEW_0, 22L, RULES, 9L), new LoadSize(100, 10, 4));

        assertThat(slices).extracting(slice -> slice.ranges().getFirst().span()).containsExactly(6L, 6L, 6L, 4L, 9L);
    }

    @Test
    void aPlanKnowsEachPartitionsWholeRange() {
        LoadPlan plan = new LoadPlan(
                1,
                "loader",
                Instant.EPOCH,
                List.of(
                        new Slice(0, LandingTable.EVENTS, List.of(range(VIEW_0, 0, 3))),
                        new Slice(1, LandingTable.EVENTS, List.of(range(VIEW_0, 3, 5), range(VIEW_1, 0, 1)))));

        assertThat(plan.perPartition()).containsExactly(range(VIEW_0, 0, 5), range(VIEW_1, 0, 1));
    }

    private static OffsetRange range(TopicPartition partition, long start, long end) {
        return new OffsetRange(partition.topic(), partition.partition(), start, end);
    }
}
