package dev.clickstream.rules.force;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Events;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.json.RuleJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final PlannedActivities PLANNED = new PlannedActivities(TrackingPlan.load());
    private static final Event VIEW = Events.viewed("{\"product_id\":\"p1\",\"price\":\"900\"}");

    private final RuleCounts counts = new RuleCounts();
    private final List<RuleVersion> versions = new ArrayList<>();

    @Test
    void withoutRulesAnEventDoesWhatThePlanSays() {
        assertThat(does(VIEW)).isEqualTo(PLANNED.of(VIEW)).hasSize(1);
    }

    @Test
    void dropKeepsMatchingEventsOutAndNoOthers() {
        rule("{'id':'d','kind':'drop','when':'properties.product_id == \\'p1\\''}");

        assertThat(does(VIEW)).isEmpty();
        assertThat(does(Events.viewed("{\"product_id\":\"p2\"}"))).hasSize(1);
        assertThat(rules().verdict(VIEW).droppedBy()).isEqualTo("d@1");
    }

    @Test
    void robotsStayOutWithoutAnyRule() {
        Event robot = Events.of("Product Viewed", "{}", "{\"product_id\":\"p1\"}", Set.of(EventFlag.BOT));

        assertThat(does(robot)).isEmpty();
        assertThat(rules().verdict(robot).droppedBy()).isEqualTo(Verdict.BOT);
    }

    @Test
    void flagsTravelWithWhatTheEventBecomesAndOtherConditionsSeeThem() {
        rule("{'id':'z-dear','kind':'flag','flag':'dear','when':'double(properties.price) > 500.0'}");
        rule("{'id':'all','kind':'flag','flag':'seen','when':'true'}");
        rule("{'id':'a','kind':'weight','factor':'2','when':'\\'dear\\' in flags'}");

        assertThat(does(VIEW).getFirst().point().attributes())
                .containsEntry("flags", "dear,seen")
                .containsEntry("weight", "2");
        assertThat(rules().verdict(VIEW).acted()).containsExactlyInAnyOrder("z-dear@1", "all@1", "a@1");
    }

    @Test
    void recategoriseSendsActivityToAnotherCategoryOnce() {
        rule("{'id':'a','kind':'recategorise','from':'view','to':'deal','when':'has(properties.price)'}");
        rule("{'id':'b','kind':'recategorise','from':'deal','to':'far'}");
        rule("{'id':'c','kind':'recategorise','from':'view','to':'late'}");

        assertThat(does(VIEW)).extracting(PlannedActivity::category).containsExactly("deal");
        assertThat(does(Events.viewed("{\"product_id\":\"p2\"}")))
                .extracting(PlannedActivity::category)
                .containsExactly("late");
    }

    @Test
    void factorsOfSeveralWeightsMultiplyAndOneOfACategoryIsForThatCategory() {
        rule("{'id':'a','kind':'weight','factor':'2.50','when':'true'}");
        rule("{'id':'b','kind':'weight','factor':'2','category':'view'}");
        rule("{'id':'c','kind':'weight','factor':'7','category':'cart'}");

        assertThat(does(VIEW).getFirst().point().attributes()).containsEntry("weight", "5");
    }

    @Test
    void whatAnEventTakesAwayMovesButCarriesNoWeightAndNoFlags() {
        rule("{'id':'a','kind':'weight','factor':'2','when':'true'}");
        rule("{'id':'f','kind':'flag','flag':'seen','when':'true'}");
        rule("{'id':'m','kind':'recategorise','from':'cart','to':'basket'}");
        Event removed = Events.of("Product Removed", "{}", "{\"product_id\":\"p1\"}", Set.of());

        PlannedActivity removal = does(removed).getFirst();
        assertThat(removal.category()).isEqualTo("basket");
        assertThat(removal.point().removed()).isTrue();
        assertThat(removal.point().attributes()).doesNotContainKeys("weight", "flags");
    }

    @Test
    void theLowestCapCountsAndWithoutOneThirtyAreShown() {
        rule("{'id':'a','kind':'cap','category':'view','items':12}");
        rule("{'id':'b','kind':'cap','category':'view','items':5}");

        assertThat(rules().cap("view")).isEqualTo(5);
        assertThat(rules().cap("cart")).isEqualTo(30);
    }

    @Test
    void theLongestFoldWindowCounts() {
        rule("{'id':'a','kind':'fold_window','category':'view','window':'PT30M'}");
        rule("{'id':'b','kind':'fold_window','category':'view','window':'PT10M'}");

        assertThat(rules().foldWindow("view")).contains(Duration.ofMinutes(30));
        assertThat(rules().foldWindow("cart")).isEmpty();
    }

    @Test
    void blockedIdsAreComparedWithoutCaseAndBlanks() {
        rule("{'id':'a','kind':'blocked_ids','ids':['Kiosk-1', 'demo']}");

        assertThat(rules().blocks(" KIOSK-1 ")).isTrue();
        assertThat(rules().blocks("kiosk-2")).isFalse();
    }

    @Test
    void theRateOfADayIsTheLatestThatWasValidByThen() {
        rule("{'id':'r1','kind':'currency_rate','currency':'USD','sgd_per_unit':'1.30','valid_from':'2026-01-01'}");
        rule("{'id':'r2','kind':'currency_rate','currency':'USD','sgd_per_unit':'1.40','valid_from':'2026-06-01'}");

        assertThat(rules().sgdPerUnit("USD", LocalDate.parse("2026-05-31"))).hasToString("Optional[1.30]");
        assertThat(rules().sgdPerUnit("USD", LocalDate.parse("2026-06-01"))).hasToString("Optional[1.40]");
        assertThat(rules().sgdPerUnit("USD", LocalDate.parse("2025-12-31"))).isEmpty();
        assertThat(rules().sgdPerUnit("EUR", LocalDate.parse("2026-06-01"))).isEmpty();
    }

    @Test
    void aRuleInShadowIsAskedAndCountedAndChangesNothing() {
        rule("{'id':'d','kind':'drop','when':'true','mode':'shadow'}");
        rule("{'id':'c','kind':'cap','category':'view','items':1,'mode':'shadow'}");
        Rules rules = rules();

        Verdict verdict = rules.verdict(VIEW);

        assertThat(verdict.isDropped()).isFalse();
        assertThat(verdict.inShadow()).containsExactly("d@1");
        assertThat(counts.all()).containsEntry("d@1", new RuleCounts.Count(1, 0));
        assertThat(rules.cap("view")).isEqualTo(30);
    }

    @Test
    void aDeletedRuleIsNotEvenAsked() {
        rule("{'id':'d','kind':'drop','when':'true','mode':'deleted'}");

        assertThat(does(VIEW)).hasSize(1);
        assertThat(counts.all()).isEmpty();
    }

    @Test
    void aConditionThatCannotBeEvaluatedDoesNotMatchAndIsCounted() {
        rule("{'id':'d','kind':'drop','when':'properties.missing == 1'}");
        rule("{'id':'e','kind':'drop','when':'has(properties.missing)'}");
        Rules rules = rules();

        rules.verdict(VIEW);
        rules.verdict(VIEW);

        assertThat(counts.all())
                .isEqualTo(Map.of("d@1", new RuleCounts.Count(0, 2), "e@1", new RuleCounts.Count(0, 0)));
    }

    private List<PlannedActivity> does(Event event) {
        return rules().apply(event, PLANNED.of(event));
    }

    private Rules rules() {
        return new Rules(versions, "test", counts);
    }

    private void rule(String json) {
        RuleJson.Draft draft =
                RuleJson.readDraft(json.replace("\\'", "~").replace("'", "\"").replace("~", "'"));
        Mode mode = draft.mode() == null ? Mode.ACTIVE : draft.mode();
        versions.add(new RuleVersion(draft.rule(), 1, mode, "test", "test", Instant.EPOCH));
    }
}
