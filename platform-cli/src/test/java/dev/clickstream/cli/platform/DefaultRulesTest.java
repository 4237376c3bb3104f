package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DefaultRulesTest {
    private final Map<String, String> rules = DefaultRules.load();

    @Test
    void everyCurrencyOfTheMarketplaceHasARateForOldAndNewEvents() {
        for (String currency : "USD EUR GBP JPY AUD MYR IDR THB KRW INR CNY SGD".split(" ")) {
            assertThat(rules).containsKey("rate-" + currency + "-2018-01-01");
        }
        assertThat(rules.values().stream()
                        .map(JsonMapper.shared()::readTree)
                        .filter(rule -> rule.path("kind").stringValue().equals("currency_rate")))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(new BigDecimal(rule.path("sgd_per_unit").stringValue()))
                            .isPositive();
                    LocalDate from = LocalDate.parse(rule.path("valid_from").stringValue());
                    assertThat(rule.path("id").stringValue())
                            .isEqualTo("rate-" + rule.path("currency").stringValue() + "-" + from);
                });
    }

    @Test
    void oneRuleDropsTheProbesOfMonitoring() {
        JsonNode drop = JsonMapper.shared().readTree(rules.get("drop-synthetic-probe"));

        assertThat(drop.path("kind").stringValue()).isEqualTo("drop");
        assertThat(drop.path("when").toString()).isEqualTo("{\"/context/library/name\":\"synthetic-probe\"}");
    }
}
