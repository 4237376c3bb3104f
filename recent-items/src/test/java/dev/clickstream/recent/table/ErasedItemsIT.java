package dev.clickstream.recent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ann was erased, Bob was not; both are people with devices of the same name as they. */
class ErasedItemsIT {
    private static final Instant ERASED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OLD = ERASED.minusSeconds(1);

    private final String base = "base-" + UUID.randomUUID();
    private final ErasedItems erased =
            new ErasedItems(LocalDynamoDb.client(), base, id -> id.equals("ann") ? ERASED : null);

    ErasedItemsIT() {
        table(base);
    }

    @Test
    void allThatIsOfBeforeGoesWithItsDetailsAndNobodyElseLosesAnything() {
        write(base, "user:ann", "view", OLD);
        write(base, "user:ann", "cart", OLD, OLD.minusSeconds(60));
        write(base, "device:ann", "view", OLD);
        write(base, "user:bob", "view", OLD);

        assertThat(erased.count()).isEqualTo(new ErasedItems.Found(6, 0));
        assertThat(categories(base, "user:ann")).containsExactly("cart", "view");

        assertThat(erased.delete()).isEqualTo(new ErasedItems.Found(6, 6));
        assertThat(categories(base, "user:ann")).isEmpty();
        assertThat(categories(base, "device:ann")).isEmpty();
        assertThat(categories(base, "user:bob")).containsExactly("view");
        assertThat(erased.delete()).isEqualTo(new ErasedItems.Found(0, 0));
    }

    @Test
    void aCategoryThatHoldsNothingAnyMoreGoesToo() {
        write(base, "user:ann", "wishlist");

        assertThat(erased.delete().deleted()).isPositive();
        assertThat(erased.count()).isEqualTo(new ErasedItems.Found(0, 0));
    }

    @Test
    void whatSomebodyNewDidUnderTheNameStaysAndWhatIsOfBothIsToldUntilTheProcessorHasPartedIt() {
        write(base, "user:ann", "view", ERASED);
        write(base, "user:ann", "cart", ERASED, OLD);

        assertThat(erased.delete()).isEqualTo(new ErasedItems.Found(2, 0));
        assertThat(categories(base, "user:ann")).containsExactly("cart", "view");
    }

    @Test
    void tablesOfRebuildsAreLookedThroughAndTablesOfOthersAreNot() {
        String rebuilt = base + "-g2";
        String others = base + "-of-others";
        Stream.of(rebuilt, others).forEach(name -> {
            table(name);
            write(name, "user:ann", "view", OLD);
        });

        assertThat(erased.delete()).isEqualTo(new ErasedItems.Found(2, 2));
        assertThat(categories(rebuilt, "user:ann")).isEmpty();
        assertThat(categories(others, "user:ann")).containsExactly("view");
    }

    private static void table(String name) {
        new GenerationTables(LocalDynamoDb.client(), LocalDynamoDb.TABLE).create(name);
    }

    private static void write(String table, String profile, String category, Instant... times) {
        List<Point> points = Stream.of(times)
                .map(time -> new Point("hotel-" + time, "d", time, "m", false, Map.of("price", "1")))
                .toList();
        new DynamoDbRecentItemsStore(LocalDynamoDb.client(), table)
                .write(new Snapshot(profile, category, 1, 1, points, ERASED));
    }

    private static List<String> categories(String table, String profile) {
        return new DynamoDbRecentItemsStore(LocalDynamoDb.client(), table)
                .read(profile).stream().map(CategoryItems::category).sorted().toList();
    }
}
