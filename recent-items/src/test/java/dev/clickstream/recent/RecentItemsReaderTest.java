package dev.clickstream.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentItemsReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryRecentItemsStore store = new InMemoryRecentItemsStore();
    private final RecentItemsReader reader = new RecentItemsReader(store, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void anItemOfOneHalfLifeAgoWeighsHalf() {
        store.write(snapshot("view", point("new", Duration.ZERO), point("old", Duration.ofDays(7))));

        List<WeightedItem> items =
                reader.read("user:u", Decay.halfLife(Duration.ofDays(7))).get("view");

        assertThat(items).extracting(weighted -> weighted.item().itemId()).containsExactly("new", "old");
        assertThat(items.get(0).weight()).isCloseTo(1.0, within(1e-9));
        assertThat(items.get(1).weight()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aLinearDecayReachesNothingAtItsSpan() {
        Decay decay = Decay.linear(Duration.ofDays(30));

        assertThat(decay.weight(Duration.ofDays(-1))).isEqualTo(1.0);
        assertThat(decay.weight(Duration.ZERO)).isEqualTo(1.0);
        assertThat(decay.weight(Duration.ofDays(15))).isCloseTo(0.5, within(1e-9));
        assertThat(decay.weight(Duration.ofDays(30))).isZero();
        assertThat(decay.weight(Duration.ofDays(31))).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decay.linear(Duration.ZERO))
                .withMessage("span must be positive, was PT0S");
    }

    @Test
    void aRulesFactorMultipliesTheDecay() {
        store.write(snapshot(
                "view",
                new Point("promoted", "d", NOW.minus(Duration.ofDays(7)), "m", false, Map.of("weight", "3")),
                new Point("mistyped", "d", NOW.minus(Duration.ofDays(7)), "m", false, Map.of("weight", "much"))));

        List<WeightedItem> items =
                reader.read("user:u", Decay.halfLife(Duration.ofDays(7))).get("view");

        assertThat(items.get(0).weight()).isCloseTo(1.5, within(1e-9));
        assertThat(items.get(1).weight()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void leavesOutWhatDynamoDbHasNotYetDeleted() {
        store.write(snapshot("view", point("new", Duration.ZERO), point("old", Duration.ofDays(91))));
        store.write(snapshot("cart", point("old", Duration.ofDays(91))));

        Map<String, List<WeightedItem>> read = reader.read("user:u", Decay.NONE);

        assertThat(read).containsOnlyKeys("view");
        assertThat(read.get("view")).hasSize(1);
    }

    @Test
    void refusesAHalfLifeOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decay.halfLife(Duration.ZERO))
                .withMessage("half-life must be positive, was PT0S");
    }

    private static Snapshot snapshot(String category, Point... points) {
        return new Snapshot("user:u", category, 1, 1, List.of(points), NOW);
    }

    private static Point point(String item, Duration age) {
        return new Point(item, "d", NOW.minus(age), "m", false, Map.of());
    }
}
