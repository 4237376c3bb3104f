package dev.clickstream.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.RecentItemsStore.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store must do, the fake as the real one. */
public abstract class RecentItemsStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final String profile = "user:" + UUID.randomUUID();

    protected abstract RecentItemsStore store();

    @Test
    void givesBackWhatWasWritten() {
        store().write(snapshot("cart", 1, 1, point("a", Map.of("price", "12.50")), point("b", Map.of())));
        store().write(snapshot("view", 1, 1, point("c", Map.of())));

        assertThat(store().read(profile))
                .containsExactly(
                        new CategoryItems("cart", List.of(item("a", Map.of("price", "12.50")), item("b", Map.of()))),
                        new CategoryItems("view", List.of(item("c", Map.of()))));
    }

    @Test
    void aProfileThatWasNeverWrittenIsEmpty() {
        assertThat(store().read("user:nobody")).isEmpty();
    }

    @Test
    void aSnapshotDeliveredAgainChangesNothing() {
        Snapshot snapshot = snapshot("view", 1, 1, point("a", Map.of()));

        assertThat(store().write(snapshot)).isEqualTo(Outcome.STORED);
        assertThat(store().write(snapshot)).isEqualTo(Outcome.STALE);
    }

    @Test
    void anOlderSequenceNeverReplacesANewerOne() {
        store().write(snapshot("view", 1, 2, point("new", Map.of())));

        assertThat(store().write(snapshot("view", 1, 1, point("old", Map.of()))))
                .isEqualTo(Outcome.STALE);
        assertThat(store().read(profile).getFirst().items()).containsExactly(item("new", Map.of()));
    }

    @Test
    void aNewerGenerationWinsWhateverItsSequence() {
        store().write(snapshot("view", 1, 9, point("old", Map.of())));

        assertThat(store().write(snapshot("view", 2, 1, point("new", Map.of()))))
                .isEqualTo(Outcome.STORED);
        assertThat(store().write(snapshot("view", 1, 10, point("old", Map.of()))))
                .isEqualTo(Outcome.STALE);
    }

    @Test
    void anEmptiedCategoryHoldsNoItemsAndCannotBeBroughtBack() {
        store().write(snapshot("cart", 1, 1, point("a", Map.of("price", "1"))));
        store().write(snapshot("cart", 1, 2));
        store().write(snapshot("cart", 1, 1, point("a", Map.of("price", "1"))));

        assertThat(store().read(profile)).containsExactly(new CategoryItems("cart", List.of()));
    }

    private Snapshot snapshot(String category, long generation, long sequence, Point... points) {
        return new Snapshot(profile, category, generation, sequence, List.of(points), NOW);
    }

    private static Point point(String item, Map<String, String> attributes) {
        return new Point(item, "d", NOW.minusMillis(1), "m", false, attributes);
    }

    private static RecentItem item(String id, Map<String, String> attributes) {
        return new RecentItem(id, NOW.minusSeconds(1), attributes);
    }
}
