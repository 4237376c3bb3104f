package dev.clickstream.recent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.AsyncRecentItemsReader;
import dev.clickstream.recent.Decay;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItemsReader;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.pointer.TablePointer;
import dev.clickstream.recent.pointer.TablePointer.Building;
import dev.clickstream.recent.pointer.TablePointer.Table;
import dev.clickstream.recent.pointer.TablePointerStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tables of several generations, and the pointer between them. */
class LiveTableIT {
    private final GenerationTables tables = new GenerationTables(LocalDynamoDb.client(), LocalDynamoDb.TABLE);
    private final String base = "base-" + UUID.randomUUID();
    private final TablePointerStore pointers = new TablePointerStore(LocalDynamoDb.client(), base);
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    LiveTableIT() {
        tables.create(base);
    }

    @Test
    void beforeAnyRebuildTheBaseTableIsTheLiveOne() {
        assertThat(pointers.read()).isEqualTo(new TablePointer(new Table(base, 1), null, 0));
    }

    @Test
    void onlyWhoReadTheLatestPointerMayReplaceIt() {
        TablePointer first = pointers.read();
        Building mine = new Building(new Table(base + "-g2", 2), "me", now.plusSeconds(60), true);
        Building others = new Building(new Table(base + "-g2", 2), "other", now.plusSeconds(60), true);

        assertThat(pointers.replace(first, first.withBuilding(mine))).isTrue();
        assertThat(pointers.replace(first, first.withBuilding(others))).isFalse();
        TablePointer second = pointers.read();
        assertThat(second.building()).isEqualTo(mine);
        assertThat(pointers.replace(second, second.switched())).isTrue();
        assertThat(pointers.replace(second, second.withoutBuilding())).isFalse();
        assertThat(pointers.read().live()).isEqualTo(new Table(base + "-g2", 2));
    }

    @Test
    void bothReadersFollowASwitchWithinFiveSeconds() {
        String next = base + "-g2";
        tables.create(next);
        write(base, 1, "old");
        write(next, 2, "new");
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        RecentItemsReader reader =
                new RecentItemsReader(DynamoDbRecentItemsStore.live(LocalDynamoDb.client(), base, clock), clock);
        AsyncRecentItemsReader asyncReader = new AsyncRecentItemsReader(
                DynamoDbAsyncRecentItemsStore.live(LocalDynamoDb.asyncClient(), base, clock), clock);
        assertThat(shown(reader, asyncReader)).containsExactly("old", "old");

        TablePointer first = pointers.read();
        TablePointer building = first.withBuilding(new Building(new Table(next, 2), "me", now.plusSeconds(60), true));
        pointers.replace(first, building);
        pointers.replace(building, building.switched());

        now = now.plus(Duration.ofMillis(4_900));
        assertThat(shown(reader, asyncReader)).containsExactly("old", "old");
        now = now.plus(Duration.ofMillis(200));
        assertThat(shown(reader, asyncReader)).containsExactly("new", "new");
    }

    @Test
    void aScanGivesEveryProfileWholeAndNoneOfOurOwnItems() {
        pointers.replace(pointers.read(), pointers.read().withoutBuilding());
        new ConsumptionStore(LocalDynamoDb.client(), base).note("run", Consumption.NONE);
        DynamoDbRecentItemsStore store = new DynamoDbRecentItemsStore(LocalDynamoDb.client(), base);
        Map<String, List<?>> written = new HashMap<>();
        for (int profile = 0; profile < 20; profile++) {
            for (String category : List.of("cart", "view")) {
                store.write(new Snapshot(
                        "user:" + profile,
                        category,
                        1,
                        1,
                        List.of(new Point("item" + profile, "d", now, "m", false, Map.of("price", "1"))),
                        now));
            }
            written.put("user:" + profile, store.read("user:" + profile));
        }
        Map<String, List<?>> scanned = new HashMap<>();

        new SnapshotScan(LocalDynamoDb.client()).read(base, scanned::put);

        assertThat(scanned).isEqualTo(written);
        assertThat(store.profiles()).hasSize(20);
    }

    @Test
    void theConsumptionOfAllRunsIsAddedUp() {
        ConsumptionStore store = new ConsumptionStore(LocalDynamoDb.client(), base);
        assertThat(store.total()).isEqualTo(Consumption.NONE);

        store.note("one", new Consumption(5, 1, 5, 5, 0, 0, 0));
        store.note("one", new Consumption(9, 2, 11, 10, 4, 2.5, 2));
        store.note("two", new Consumption(1, 0, 1, 1, 0, 0, 0));

        assertThat(store.total()).isEqualTo(new Consumption(10, 2, 12, 11, 4, 2.5, 2));
    }

    private void write(String table, long generation, String item) {
        new DynamoDbRecentItemsStore(LocalDynamoDb.client(), table)
                .write(new Snapshot(
                        "user:u",
                        "view",
                        generation,
                        1,
                        List.of(new Point(item, "d", now, "m", false, Map.of())),
                        now));
    }

    private static List<String> shown(RecentItemsReader reader, AsyncRecentItemsReader asyncReader) {
        List<String> shown = new ArrayList<>();
        shown.add(
                reader.read("user:u", Decay.NONE).get("view").getFirst().item().itemId());
        shown.add(asyncReader
                .read("user:u", Decay.NONE)
                .join()
                .get("view")
                .getFirst()
                .item()
                .itemId());
        return shown;
    }
}
