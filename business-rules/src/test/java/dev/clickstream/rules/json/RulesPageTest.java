package dev.clickstream.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.rules.Rule;
import dev.clickstream.rules.condition.EventField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/rules.md shows every kind and every name, and its examples are rules. */
class RulesPageTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void everyKindHasAnExampleThatIsARule() throws IOException {
        List<Rule> examples = EXAMPLE.matcher(page())
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```json\n", "").replace("\n```", ""))
                .map(json -> RuleJson.readDraft(json).rule())
                .toList();

        assertThat(examples).extracting(rule -> (Object) rule.getClass()).containsExactlyInAnyOrder((Object[])
                Rule.class.getPermittedSubclasses());
    }

    @Test
    void everyNameOfAConditionIsThere() throws IOException {
        String page = page();

        assertThat(EventField.values()).allSatisfy(field -> assertThat(page).contains("`" + field.word() + "`"));
        assertThat(Arrays.stream(dev.clickstream.rules.Mode.values()))
                .allSatisfy(mode -> assertThat(page).contains("`" + mode.word() + "`"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/reference/rules.md"));
    }
}
