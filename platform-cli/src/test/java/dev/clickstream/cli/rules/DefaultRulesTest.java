package dev.clickstream.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRulesTest {
    private final List<Rule> rules = DefaultRules.load();

    @Test
    void everyCurrencyOfTheMarketplaceHasARateForOldAndNewEvents() {
        for (String currency : "USD EUR GBP JPY AUD MYR IDR THB KRW INR CNY SGD".split(" ")) {
            assertThat(rules).extracting(Rule::id).contains("rate-" + currency + "-2018-01-01");
        }
        assertThat(rules)
                .filteredOn(Rule.CurrencyRate.class::isInstance)
                .isNotEmpty()
                .allSatisfy(rule -> {
                    Rule.CurrencyRate rate = (Rule.CurrencyRate) rule;
                    assertThat(rate.id()).isEqualTo("rate-" + rate.currency() + "-" + rate.validFrom());
                });
    }

    @Test
    void oneRuleDropsTheProbesOfMonitoring() {
        assertThat(rules)
                .filteredOn(Rule.Drop.class::isInstance)
                .extracting(Rule::id)
                .containsExactly("drop-synthetic-probe");
    }

    @Test
    void allOfThemPassTheReview() {
        RuleReview review = new RuleReview(TrackingPlan.load(), rules);

        assertThat(rules).allSatisfy(rule -> assertThat(review.problems(rule)).isEmpty());
    }
}
