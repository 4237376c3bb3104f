package dev.clickstream.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source of rules must do, the fake as the real one. */
abstract class RulesSourceContract {
    abstract RulesSource source();

    /** Puts a rule where the source reads it. */
    abstract void put(String id, String json);

    /** Takes all rules away. */
    abstract void clear();

    @Test
    void givesEachRuleByItsId() {
        clear();
        put("drop-1", "{\"kind\":\"drop\"}");
        put("rate-1", "{\"kind\":\"currency_rate\",\"name\":\"₹\"}");

        assertThat(source().fetch())
                .isEqualTo(Map.of(
                        "drop-1", "{\"kind\":\"drop\"}", "rate-1", "{\"kind\":\"currency_rate\",\"name\":\"₹\"}"));
    }

    @Test
    void aRulePutAgainIsReplaced() {
        clear();
        put("drop-1", "{\"version\":1}");
        put("drop-1", "{\"version\":2}");

        assertThat(source().fetch()).isEqualTo(Map.of("drop-1", "{\"version\":2}"));
    }

    @Test
    void withoutRulesThereAreNone() {
        clear();

        assertThat(source().fetch()).isEmpty();
    }
}
