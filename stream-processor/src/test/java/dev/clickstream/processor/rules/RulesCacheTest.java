package dev.clickstream.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RulesCacheTest {
    private final InMemoryRulesSource source = new InMemoryRulesSource();
    private final RulesCache rules = new RulesCache(source);

    @Test
    void theRateOfADayIsTheLatestThatWasValidByThen() {
        source.rules.put("r1", rate("USD", "1.30", "2026-01-01"));
        source.rules.put("r2", rate("USD", "1.40", "2026-06-01"));
        rules.refresh();

        assertThat(rules.current().sgdPerUnit("USD", LocalDate.parse("2026-05-31")))
                .hasToString("Optional[1.30]");
        assertThat(rules.current().sgdPerUnit("USD", LocalDate.parse("2026-06-01")))
                .hasToString("Optional[1.40]");
        assertThat(rules.current().sgdPerUnit("USD", LocalDate.parse("2025-12-31")))
                .isEmpty();
        assertThat(rules.current().sgdPerUnit("EUR", LocalDate.parse("2026-06-01")))
                .isEmpty();
    }

    @Test
    void theLastSnapshotActsOnWhileTheSourceIsAwayOrFlushed() {
        source.rules.put("r1", rate("USD", "1.30", "2026-01-01"));
        rules.refresh();

        source.away = true;
        rules.refresh();
        source.away = false;
        source.rules.clear();
        rules.refresh();

        assertThat(rules.current().rates()).containsOnlyKeys("USD");
    }

    @Test
    void aRuleThatCannotBeReadIsLeftOutAndTheOthersAct() {
        source.rules.put("bad", "{\"kind\":\"drop\",\"when\":{\"/userId\":\"x\"}}");
        source.rules.put("worse", "not json");
        source.rules.put("negative", rate("EUR", "-1", "2026-01-01"));
        source.rules.put("good", rate("USD", "1.30", "2026-01-01"));
        rules.refresh();

        assertThat(rules.current().drops()).isEmpty();
        assertThat(rules.current().rates()).containsOnlyKeys("USD");
    }

    private static String rate(String currency, String sgd, String from) {
        return "{\"kind\":\"currency_rate\",\"currency\":\"%s\",\"sgd_per_unit\":\"%s\",\"valid_from\":\"%s\"}"
                .formatted(currency, sgd, from);
    }
}
