package dev.clickstream.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {
    @Test
    void aVersionIsOneLineWithAllThatIsKnownOfIt() {
        RuleVersion version = new RuleVersion(
                new Rule.Weight("w", null, "cart", new BigDecimal("1.50")),
                3,
                Mode.SHADOW,
                "ann",
                "carts sell",
                Instant.parse("2026-06-01T12:00:00.5Z"));

        assertThat(RuleJson.write(version))
                .isEqualTo("{\"id\":\"w\",\"version\":3,\"kind\":\"weight\",\"category\":\"cart\",\"factor\":\"1.50\","
                        + "\"mode\":\"shadow\",\"author\":\"ann\",\"reason\":\"carts sell\","
                        + "\"written_at\":\"2026-06-01T12:00:00.500Z\"}");
    }

    @Test
    void aRuleOfAFileNeedsNoneOfWhatAVersionAdds() {
        RuleJson.Draft draft = RuleJson.readDraft(
                "{\"id\": \"fold-views\", \"kind\": \"fold_window\", \"category\": \"view\", \"window\": \"PT30M\"}");

        assertThat(draft)
                .isEqualTo(
                        new RuleJson.Draft(new Rule.FoldWindow("fold-views", "view", Duration.ofMinutes(30)), 0, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {"id": "a", "kind": "drp"}                                                      | 1:13: "kind" must be one of
                {"id": "a", "kind": "drp"}                                                      | is "drop" meant?
                {"id": "a", "kind": "drop"}                                                     | "when" is missing
                {"id": "a", "kind": "drop", "wehn": "true", "when": "true"}                     | 1:29: a rule of kind drop has no "wehn"; is "when" meant?
                {"id": "a", "kind": "drop", "when": "evnt == 'x'"}                              | 1:29: "when" is wrong at its 1:1: undeclared reference to 'evnt'; is event meant?
                {"id": "a", "kind": "cap", "category": "view", "items": 31}                     | 1:48: "items" must be 1 to 30, was 31
                {"id": "a", "kind": "cap", "category": "view", "items": "many"}                 | 1:48: "items" must be a whole number
                {"id": "a", "kind": "weight", "category": "view", "factor": 0}                  | 1:51: "factor" must be above 0
                {"id": "a", "kind": "weight", "factor": 2}                                      | a weight needs "when" or "category"
                {"id": "a", "kind": "fold_window", "category": "view", "window": "30m"}         | 1:56: "window" cannot be read
                {"id": "a", "kind": "fold_window", "category": "view", "window": "PT25H"}       | 1:56: "window" must be whole seconds
                {"id": "a", "kind": "recategorise", "from": "view", "to": "view"}               | 1:37: "from" and "to" must differ
                {"id": "a", "kind": "currency_rate", "currency": "usd", "sgd_per_unit": "1", "valid_from": "2026-01-01"} | 1:38: "currency" must be three capital letters
                {"id": "a", "kind": "currency_rate", "currency": "USD", "sgd_per_unit": "-1", "valid_from": "2026-01-01"} | 1:57: "sgd_per_unit" must be positive
                {"id": "a", "kind": "currency_rate", "currency": "USD", "sgd_per_unit": "1", "valid_from": "tomorrow"} | 1:78: "valid_from" cannot be read
                {"id": "a", "kind": "blocked_ids", "ids": []}                                   | 1:36: "ids" must name at least one id
                {"id": "a", "kind": "blocked_ids", "ids": [1]}                                  | 1:36: "ids" must hold texts only
                {"id": "a b", "kind": "blocked_ids", "ids": ["x"]}                              | 1:2: "id" must be 1 to 100 letters
                {"id": "a", "id": "b"}                                                          | 1:13: "id" stands twice
                {"id": "a", "kind" "drop"}                                                      | not JSON
                [1]                                                                             | a rule is one JSON object
                {"id": "a", "kind": "drop", "when": "true"} {}                                  | one rule to a file
                {"id": "a", "kind": "drop", "when": "true", "version": "x"}                     | 1:45: "version" must be a whole number
                """)
    void aBadRuleIsRefusedWithItsPlaceAndARemedy(String json, String problem) {
        assertThatThrownBy(() -> RuleJson.readDraft(json))
                .isInstanceOf(BadRule.class)
                .hasMessageContaining(problem);
    }

    @Test
    void theMistakeInAConditionIsPointedAt() {
        assertThatThrownBy(() -> RuleJson.readDraft(
                        "{\"id\":\"a\",\"kind\":\"drop\",\"when\":\"event == 'x' && sorce == 'y'\"}"))
                .hasMessageEndingWith("\n    event == 'x' && sorce == 'y'\n                    ^");
    }

    @Test
    void aLineOfAFileIsTold() {
        assertThatThrownBy(() -> RuleJson.readDraft("{\n  \"id\": \"a\",\n  \"kind\": \"dorp\"\n}"))
                .isInstanceOfSatisfying(BadRule.class, problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.column()).isEqualTo(3);
                });
    }
}
