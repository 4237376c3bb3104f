package dev.clickstream.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.force.RuleCounts;
import dev.clickstream.rules.force.Rules;
import dev.clickstream.rules.force.RulesCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ItemHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final TrackingPlan PLAN = TrackingPlan.load();

    @Test
    void tellsThePlaceOfWhatIsShown() {
        ItemHistory history = history(Rules.NONE, "p1");
        history.add(viewed("p1", "ann", 9));
        history.add(viewed("p2", "ann", 5));
        history.add(viewed("p1", null, 7));

        assertThat(history.reasons(NOW)).isEqualTo(Map.of("view", new Reason.Shown(2)));
        assertThat(history.sightings()).extracting(Sighting::lentBy).containsExactly("d1", null);
    }

    @Test
    void tellsWhatTookItAway() {
        ItemHistory history = history(Rules.NONE, "p1");
        history.add(event("Product Added", "{\"product_id\":\"p1\"}", "ann", 9));
        history.add(event("Product Removed", "{\"product_id\":\"p1\"}", "ann", 8));

        assertThat(history.reasons(NOW))
                .isEqualTo(Map.of("cart", new Reason.Removed("Product Removed", minutesAgo(8))));
    }

    @Test
    void tellsHowManyAreNewer() {
        ItemHistory history = history(Rules.NONE, "old");
        history.add(viewed("old", "ann", 100));
        for (int i = 0; i < 31; i++) {
            history.add(viewed("p" + i, "ann", i));
        }

        assertThat(history.reasons(NOW)).isEqualTo(Map.of("view", new Reason.PushedOut(31, 30)));
    }

    @Test
    void tellsThatItIsTooOld() {
        ItemHistory history = history(Rules.NONE, "p1");
        history.add(viewed("p1", "ann", 91 * 24 * 60));

        assertThat(history.reasons(NOW)).isEqualTo(Map.of("view", new Reason.Expired(minutesAgo(91 * 24 * 60))));
    }

    @Test
    void tellsTheRuleThatKeptItOutAndItsVersion() {
        Rules rules = RulesCache.read(
                Map.of(
                        "no-probes",
                        "{\"id\":\"no-probes\",\"version\":3,\"kind\":\"drop\",\"when\":\"event == 'Product Viewed'\"}"),
                new RuleCounts());
        ItemHistory history = history(rules, "p1");
        history.add(viewed("p1", "ann", 1));

        assertThat(history.reasons(NOW)).isEqualTo(Map.of("view", new Reason.Dropped()));
        assertThat(history.sightings()).extracting(Sighting::droppedBy).containsExactly("no-probes@3");
    }

    @Test
    void anEventThatLiesTwiceCountsOnceAndASearchIsKnownByItsTerm() {
        ItemHistory history = history(Rules.NONE, "bali villa");
        Event search = event("Products Searched", "{\"query\":\" Bali  Villa\"}", "ann", 2);
        history.add(search);
        history.add(search);

        assertThat(history.sightings()).hasSize(1);
        assertThat(history.reasons(NOW)).isEqualTo(Map.of("search", new Reason.Shown(1)));
    }

    private static ItemHistory history(Rules rules, String item) {
        return new ItemHistory(PLAN, rules, item);
    }

    private static Event viewed(String item, @Nullable String user, int minutes) {
        return event("Product Viewed", "{\"product_id\":\"" + item + "\"}", user, minutes);
    }

    private static Instant minutesAgo(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private static Event event(String name, String properties, @Nullable String user, int minutes) {
        Instant at = minutesAgo(minutes);
        return new Event(
                "m-" + name + minutes + user,
                EventType.TRACK,
                name,
                null,
                user,
                "d1",
                null,
                at,
                null,
                null,
                at,
                "web",
                JsonMapper.shared().createObjectNode(),
                (ObjectNode) JsonMapper.shared().readTree(properties),
                Set.of());
    }
}
