package dev.clickstream.recent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** What DynamoDB counts, and what {@link ItemSize} predicts. */
class CapacityUnitsIT {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final DynamoDbRecentItemsStore store =
            new DynamoDbRecentItemsStore(LocalDynamoDb.client(), LocalDynamoDb.TABLE);

    @Test
    void countedAndPredictedUnitsAreTheSameForRandomItems() {
        snapshots().sampleStream().limit(200).forEach(snapshot -> {
            Consumption before = store.consumption();
            assertThat(store.write(snapshot)).isEqualTo(Outcome.STORED);
            store.read(snapshot.profileId());
            Consumption after = store.consumption();

            assertThat(after.writeUnits() - before.writeUnits())
                    .as("write units of %s", snapshot)
                    .isEqualTo(after.predictedWriteUnits() - before.predictedWriteUnits());
            assertThat(after.readUnits() - before.readUnits())
                    .as("read units of %s", snapshot)
                    .isEqualTo(after.predictedReadUnits() - before.predictedReadUnits());
        });
        assertThat(store.consumption().writeUnits())
                .isGreaterThan(store.consumption().writes());
    }

    @Test
    void aPutThatItsConditionRefusesIsPaidAndCounted() {
        Snapshot snapshot = new Snapshot("user:" + UUID.randomUUID(), "view", 1, 1, List.of(point("a", 0, "")), NOW);
        store.write(snapshot);

        assertThat(store.write(snapshot)).isEqualTo(Outcome.STALE);

        assertThat(store.consumption().writes()).isEqualTo(2);
        assertThat(store.consumption().rejectedWrites()).isEqualTo(1);
        assertThat(store.consumption().writeUnits()).isEqualTo(2);
    }

    @Test
    void whatIsTooLargeForDynamoDbIsToldNotTried() {
        Snapshot snapshot = new Snapshot(
                "user:" + UUID.randomUUID(), "view", 1, 1, List.of(point("i".repeat(410 * 1024), 0, "")), NOW);

        assertThat(store.write(snapshot))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Outcome.Unwritable.class))
                .satisfies(unwritable -> assertThat(unwritable.reason())
                        .contains("has 419,9", "bytes, DynamoDB takes 409,600", snapshot.profileId()));
        assertThat(store.consumption().writes()).isZero();
    }

    @Test
    void whatDynamoDbRefusesForEverIsToldWithItsReason() {
        Snapshot snapshot = new Snapshot("user:" + "u".repeat(2100), "view", 1, 1, List.of(point("a", 0, "")), NOW);

        assertThat(store.write(snapshot))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Outcome.Unwritable.class))
                .satisfies(unwritable -> assertThat(unwritable.reason()).startsWith("DynamoDB refuses the item: "));
    }

    private static Arbitrary<Snapshot> snapshots() {
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("abc-0189é日").ofMinLength(1).ofMaxLength(90);
        Arbitrary<String> prices = Arbitraries.of("", "12.5", "99999999.125", "価格");
        Arbitrary<Point> points = Combinators.combine(ids, Arbitraries.longs().between(0, 7_000_000), prices)
                .as(CapacityUnitsIT::point);
        return points.list().ofMaxSize(30).map(some -> {
            List<Point> newestFirst = new ArrayList<>(some);
            newestFirst.sort(Point.NEWEST_FIRST);
            return new Snapshot("user:" + UUID.randomUUID(), "view", 1, 1, newestFirst, NOW);
        });
    }

    private static Point point(String item, long secondsAgo, String price) {
        return new Point(
                item,
                "d",
                NOW.minusSeconds(secondsAgo),
                "m",
                false,
                price.isEmpty() ? Map.of() : Map.of("price", price, "currency", "EUR"));
    }
}
