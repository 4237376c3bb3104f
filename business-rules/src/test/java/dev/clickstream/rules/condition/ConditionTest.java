package dev.clickstream.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.event.EventFlag;
import dev.clickstream.rules.Events;
import dev.clickstream.rules.condition.Condition.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final String PROPERTIES =
            "{\"product_id\":\"p1\",\"price\":\"120.50\",\"quantity\":3,\"score\":2.5,\"none\":null,\"tags\":[\"new\",\"sale\"]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event == \"Product Viewed\" && type == \"track\" && source == \"web\"",
                "anonymous_id == \"d1\" && user_id == \"\"",
                "context.library.name == 'web'",
                "double(properties.price) > 100.0",
                "properties.quantity > 2 && properties.quantity < 3.5",
                "properties.score > 2",
                "properties.none == null",
                "'sale' in properties.tags && properties.tags.exists(tag, tag.startsWith('n'))",
                "properties.tags.all(tag, size(tag) < 5)",
                "'skewed' in flags && 'vip' in flags",
                "occurred_at > timestamp('2026-05-31T00:00:00Z') && occurred_at.getHours('Asia/Singapore') == 20",
                "received_at - occurred_at < duration('1s')",
                "has(properties.price) && !has(properties.missing)",
                "event.matches('^Product (Viewed|Clicked)$')"
            })
    void matchesWhatItSays(String text) {
        assertThat(test(text)).isEqualTo(Outcome.MATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties.missing == 1",
                "context.app.name == 'x'",
                "properties.price > 100",
                "1 / (properties.quantity - 3) == 1",
                "properties.tags[9] == 'x'",
                "event.matches(properties.product_id + '(')"
            })
    void whatCannotBeEvaluatedIsNoMatchAndIsTold(String text) {
        assertThat(test(text)).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                evnt == "x"                          | 1 | 1  | is event meant?
                event == "x" && sorce == "y"         | 1 | 17 | is source meant?
                event = "x"                          | 1 | 7  | equality is written ==
                event == 5                           | 1 | 7  | the types differ
                event                                | 1 | 1  | compare it with something
                properties.price                     | 1 | 1  | compare it with something
                event.contians("x")                  | 1 | 15 | is contains meant?
                event.matches("(a")                  | 1 | 15 | CEL
                occurred_at > timestamp("yesterday") | 1 | 25 | CEL
                flags.map(f, f) == flags             | 1 | 10 | a condition knows
                """)
    void aMistakeIsToldWithItsPlaceAndARemedy(String text, int line, int column, String hint) {
        assertThatThrownBy(() -> Condition.compile(text)).isInstanceOfSatisfying(BadCondition.class, problem -> {
            assertThat(problem.getMessage()).startsWith(line + ":" + column + ": ");
            assertThat(problem.hint()).contains(String.valueOf(hint));
        });
    }

    @Test
    void theLineOfAMistakeIsToldToo() {
        assertThatThrownBy(() -> Condition.compile("event == 'x' ||\n  nothing == 'y'"))
                .isInstanceOfSatisfying(BadCondition.class, problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isEqualTo(3);
                });
    }

    @Test
    void whatCostsTooMuchIsRefusedOrBrokenOff() {
        assertThatThrownBy(() -> Condition.compile("event == '" + "x".repeat(3_000) + "'"))
                .isInstanceOf(BadCondition.class)
                .hasMessageContaining("2000");
        assertThatThrownBy(() -> Condition.compile("!".repeat(1) + "(".repeat(200) + "true" + ")".repeat(200)))
                .isInstanceOf(BadCondition.class);
        // 20 elements in four loops, one in the other: 160,000 visits.
        String twenty = "[0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9]";
        String loops = "%s.all(a, %s.all(b, %s.all(c, %s.all(d, a + b + c + d < 100))))".replace("%s", twenty);
        assertThat(test(loops)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tellsWhichPropertiesItNamesAndWhere() {
        assertThat(Condition.compile("has(properties.price) &&\n properties['other'] == 1 && properties.brand == 'x'")
                        .properties())
                .extracting(PropertyUse::name, PropertyUse::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("price", 1),
                        org.assertj.core.groups.Tuple.tuple("brand", 2));
    }

    private static Outcome test(String text) {
        return Condition.compile(text)
                .test(
                        Events.of(
                                "Product Viewed",
                                "{\"library\":{\"name\":\"web\"}}",
                                PROPERTIES,
                                Set.of(EventFlag.SKEWED)),
                        List.of("vip"));
    }
}
