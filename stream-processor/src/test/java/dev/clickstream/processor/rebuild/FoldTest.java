package dev.clickstream.processor.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.identity.Link;
import dev.clickstream.processor.rebuild.history.HistoryException;
import dev.clickstream.recent.Point;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.force.RulesCache;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FoldTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String VIEW = Topics.EVENTS_VIEW.name();
    private static final ProgressLines LINES =
            new ProgressLines(new PrintStream(PrintStream.nullOutputStream()), InstantSource.system());

    private final Fold fold = fold(64 << 20);

    @Test
    void whatADeviceDidBeforeAndAfterItsLinkIsThePersons() {
        fold.event(VIEW, viewed("a", null, "d1", 5));
        fold.link(new Link("d1", "ann", NOW.minusSeconds(180), "m", Link.Origin.ALIAS));
        fold.event(VIEW, viewed("b", null, "d1", 1));
        fold.event(VIEW, viewed("c", "ann", "d2", 3));
        fold.event(VIEW, viewed("x", null, "d3", 3));

        assertThat(shown()).isEqualTo(Map.of("user:ann view", List.of("b", "c", "a"), "device:d3 view", List.of("x")));
    }

    @Test
    void theLastLinkOfADeviceCountsInWhateverOrderTheyAreRead() {
        fold.link(new Link("d1", "ben", NOW.minusSeconds(10), "m2", Link.Origin.ALIAS));
        fold.link(new Link("d1", "ann", NOW.minusSeconds(20), "m1", Link.Origin.ALIAS));
        fold.event(VIEW, viewed("a", null, "d1", 5));

        assertThat(shown()).containsOnlyKeys("user:ben view");
    }

    @Test
    void anUnlinkedDeviceHasItsOwnBack() {
        fold.event(VIEW, viewed("a", null, "d1", 5));
        fold.event(VIEW, viewed("b", "ann", "d1", 3));
        fold.link(new Link("d1", null, NOW.minusSeconds(60), "undo", Link.Origin.OPERATOR));

        assertThat(shown()).isEqualTo(Map.of("device:d1 view", List.of("a"), "user:ann view", List.of("b")));
    }

    @Test
    void whatCameAfterTheTimeIsNotLookedAtLinksIncluded() {
        fold.event(VIEW, viewed("a", null, "d1", 5));
        fold.event(VIEW, viewed("later", null, "d1", -1));
        fold.link(new Link("d1", "ann", NOW.plusSeconds(1), "m", Link.Origin.ALIAS));

        assertThat(shown()).isEqualTo(Map.of("device:d1 view", List.of("a")));
    }

    @Test
    void aLinkIsKnownWhenAnEventShowedItThoughALaterOneWasProcessedFirst() {
        fold.event(VIEW, viewed("a", null, "d1", 5));
        fold.event(VIEW, viewed("b", "ann", "d1", 3));
        fold.link(new Link("d1", "ann", NOW.plusSeconds(1), "m", Link.Origin.ALIAS));

        assertThat(shown()).isEqualTo(Map.of("user:ann view", List.of("b", "a")));
    }

    @Test
    void searchesAreFoldedUnderTheirNormalisedTerm() {
        fold.event(
                Topics.EVENTS_SEARCH.name(), event("Products Searched", "{\"query\":\" Bali  Villa\"}", null, "d1", 2));

        assertThat(shown()).isEqualTo(Map.of("device:d1 search", List.of("bali villa")));
    }

    @Test
    void beyondItsBudgetItGivesUpWithWhatToDo() {
        Fold small = fold(10_000);

        assertThatExceptionOfType(HistoryException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        small.event(VIEW, viewed("item" + i, null, "d1", i));
                    }
                })
                .withMessageContaining("give it more with --memory");
    }

    private static Fold fold(long budget) {
        RulesCache rules = new RulesCache(List.of(Map::of), InstantSource.system());
        RuledActivities ruled = new RuledActivities(new PlannedActivities(TrackingPlan.load()), rules);
        EventActivities activities = new EventActivities(ruled, rules);
        return new Fold(activities, new IdentitySettings(10, id -> false), NOW, budget, LINES);
    }

    private Map<String, List<String>> shown() {
        Map<String, List<String>> shown = new TreeMap<>();
        fold.snapshots(
                2,
                snapshot -> shown.put(
                        snapshot.profileId() + " " + snapshot.category(),
                        snapshot.points().stream().map(Point::itemId).toList()));
        return shown;
    }

    private static Event viewed(String item, @Nullable String user, String device, int minutesAgo) {
        return event("Product Viewed", "{\"product_id\":\"" + item + "\"}", user, device, minutesAgo);
    }

    private static Event event(String name, String properties, @Nullable String user, String device, int minutesAgo) {
        Instant at = NOW.minus(Duration.ofMinutes(minutesAgo));
        return new Event(
                "m-" + name + properties + minutesAgo,
                EventType.TRACK,
                name,
                null,
                user,
                device,
                null,
                at,
                at,
                at,
                at,
                "web",
                JsonMapper.shared().createObjectNode(),
                (ObjectNode) JsonMapper.shared().readTree(properties),
                Set.of());
    }
}
