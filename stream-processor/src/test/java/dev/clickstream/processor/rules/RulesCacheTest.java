package dev.clickstream.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesCacheTest {
    private final Map<String, String> source = new HashMap<>();
    private boolean away;
    private final RulesCache rules = new RulesCache(() -> {
        if (away) {
            throw new IllegalStateException("no answer");
        }
        return new HashMap<>(source);
    });

    @Test
    void theRateOfADayIsTheLatestThatWasValidByThen() {
        source.put("r1", rate("USD", "1.30", "2026-01-01"));
        source.put("r2", rate("USD", "1.40", "2026-06-01"));
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
        source.put("r1", rate("USD", "1.30", "2026-01-01"));
        rules.refresh();

        away = true;
        rules.refresh();
        away = false;
        source.clear();
        rules.refresh();

        assertThat(rules.current().rates()).containsOnlyKeys("USD");
    }

    @Test
    void aRuleThatCannotBeReadIsLeftOutAndTheOthersAct() {
        source.put("bad", "{\"kind\":\"drop\",\"when\":{\"/userId\":\"x\"}}");
        source.put("worse", "not json");
        source.put("negative", rate("EUR", "-1", "2026-01-01"));
        source.put("good", rate("USD", "1.30", "2026-01-01"));
        rules.refresh();

        assertThat(rules.current().drops()).isEmpty();
        assertThat(rules.current().rates()).containsOnlyKeys("USD");
    }

    private static String rate(String currency, String sgd, String from) {
        return "{\"kind\":\"currency_rate\",\"currency\":\"%s\",\"sgd_per_unit\":\"%s\",\"valid_from\":\"%s\"}"
                .formatted(currency, sgd, from);
    }
}
