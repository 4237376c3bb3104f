package dev.clickstream.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.json.RuleJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleReviewTest {
    private final RuleReview review = new RuleReview(
            TrackingPlan.load(),
            List.of(RuleJson.readDraft("{\"id\":\"m\",\"kind\":\"recategorise\",\"from\":\"view\",\"to\":\"deal\"}")
                    .rule()));

    @Test
    void aPropertyThatNoEventHasIsToldWithItsPlaceAndTheNearest() {
        assertThat(problems("{\"id\":\"d\",\"kind\":\"drop\",\"when\":\"event == 'x' && properties.prise == '1'\"}"))
                .containsExactly("\"when\" 1:27: no event of the tracking plan has a property prise; "
                        + "is price meant? else write properties[\"prise\"] if it is meant");
    }

    @Test
    void aPropertyInBracketsIsMeantAndOneOfThePlanIsKnown() {
        assertThat(
                        problems(
                                "{\"id\":\"d\",\"kind\":\"drop\",\"when\":\"properties['prise'] == '1' || has(properties.price)\"}"))
                .isEmpty();
    }

    @Test
    void aCategoryNobodyActsOnIsToldAndOneThatARuleMovesToIsKnown() {
        assertThat(problems("{\"id\":\"c\",\"kind\":\"cap\",\"category\":\"veiw\",\"items\":3}"))
                .singleElement()
                .asString()
                .contains("\"veiw\"", "is \"view\" meant?");
        assertThat(problems("{\"id\":\"c\",\"kind\":\"cap\",\"category\":\"deal\",\"items\":3}"))
                .isEmpty();
    }

    private List<String> problems(String json) {
        return review.problems(RuleJson.readDraft(json).rule());
    }
}
