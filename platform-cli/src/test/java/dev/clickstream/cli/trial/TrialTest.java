package dev.clickstream.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TrialTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aDropTakesVerdictsAndItemsAway() {
        Trial.Report report = trial(
                "{\"id\":\"d\",\"kind\":\"drop\",\"when\":\"properties.product_id == 'p2'\"}",
                view("u1", null, 1, "p1"),
                view("u1", null, 2, "p2"),
                view("u2", null, 3, "p2"));

        assertThat(report.events()).isEqualTo(3);
        assertThat(report.changes()).containsExactly(org.assertj.core.api.Assertions.entry("dropped", 2L));
        assertThat(report.matched()).isEqualTo(2);
        assertThat(report.vanishing())
                .containsExactly(new Trial.Item("user:u1", "view", "p2"), new Trial.Item("user:u2", "view", "p2"));
        assertThat(report.appearing()).isEmpty();
        assertThat(report.examples().getFirst())
                .isEqualTo(new Trial.Example("m2", "Product Viewed", "dropped", "as planned", "dropped by d@1"));
    }

    @Test
    void aMoveShowsBothTheListThatGainsAndTheOneThatLoses() {
        Trial.Report report = trial(
                "{\"id\":\"m\",\"kind\":\"recategorise\",\"from\":\"view\",\"to\":\"deal\"}",
                view("u1", null, 1, "p1"));

        assertThat(report.changes()).containsOnlyKeys("other category");
        assertThat(report.appearing()).containsExactly(new Trial.Item("user:u1", "deal", "p1"));
        assertThat(report.vanishing()).containsExactly(new Trial.Item("user:u1", "view", "p1"));
    }

    @Test
    void aCapShowsWhatFallsOffTheListThoughNoVerdictChanges() {
        Trial.Report report = trial(
                "{\"id\":\"c\",\"kind\":\"cap\",\"category\":\"view\",\"items\":1}",
                view("u1", null, 1, "p1"),
                view("u1", null, 2, "p2"));

        assertThat(report.changed()).isZero();
        assertThat(report.vanishing()).containsExactly(new Trial.Item("user:u1", "view", "p1"));
    }

    @Test
    void aFoldSavesActivitiesAndLosesNoItem() {
        Trial.Report report = trial(
                "{\"id\":\"f\",\"kind\":\"fold_window\",\"category\":\"view\",\"window\":\"PT1H\"}",
                view("u1", null, 1, "p1"),
                view("u1", null, 2, "p1"),
                view("u1", null, 3, "p1"));

        assertThat(report.publishedBefore()).isEqualTo(3);
        assertThat(report.publishedAfter()).isEqualTo(1);
        assertThat(report.vanishing()).isEmpty();
    }

    @Test
    void blockedIdsKeepADevicesItemsApartFromThePersons() {
        Trial.Report report = trial(
                "{\"id\":\"b\",\"kind\":\"blocked_ids\",\"ids\":[\"kiosk\"]}",
                view(null, "kiosk", 1, "p1"),
                view("u1", "kiosk", 2, "p2"));

        assertThat(report.appearing()).containsExactly(new Trial.Item("device:kiosk", "view", "p1"));
        assertThat(report.vanishing()).containsExactly(new Trial.Item("user:u1", "view", "p1"));
    }

    @Test
    void aConditionThatCannotBeEvaluatedIsCounted() {
        Trial.Report report = trial(
                "{\"id\":\"d\",\"kind\":\"drop\",\"when\":\"properties.brand == 'x'\"}", view("u1", null, 1, "p1"));

        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.changed()).isZero();
    }

    private static Trial.Report trial(String rule, Event... events) {
        RuleVersion candidate =
                new RuleVersion(RuleJson.readDraft(rule).rule(), 1, Mode.ACTIVE, "test", "test", Instant.EPOCH);
        Trial trial = new Trial(TrackingPlan.load(), List.of(), candidate);
        List.of(events).forEach(trial::add);
        return trial.report();
    }

    private static Event view(@Nullable String user, @Nullable String device, int minute, String product) {
        Instant at = NOON.plusSeconds(60L * minute);
        ObjectNode properties = JsonMapper.shared().createObjectNode().put("product_id", product);
        return new Event(
                "m" + minute,
                EventType.TRACK,
                "Product Viewed",
                null,
                user,
                device == null && user == null ? "d" : device,
                null,
                at,
                null,
                null,
                at,
                "web",
                JsonMapper.shared().createObjectNode(),
                properties,
                Set.of());
    }
}
