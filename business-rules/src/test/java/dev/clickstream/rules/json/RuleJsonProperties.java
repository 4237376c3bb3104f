package dev.clickstream.rules.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.condition.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleJsonProperties {
    @Property(tries = 500)
    void whatIsWrittenIsReadAgain(@ForAll("versions") RuleVersion version) {
        assertThat(RuleJson.readVersion(RuleJson.write(version))).isEqualTo(version);
    }

    @Property(tries = 500)
    void whatAUserEditsIsTheSameRule(@ForAll("versions") RuleVersion version) {
        assertThat(RuleJson.readDraft(RuleJson.writeDraft(version)))
                .isEqualTo(new RuleJson.Draft(version.rule(), version.version(), null));
    }

    @Provide
    Arbitrary<RuleVersion> versions() {
        Arbitrary<String> texts =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(20).filter(text -> !text.isBlank());
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        return Combinators.combine(
                        rules(),
                        Arbitraries.integers().between(1, 1_000_000),
                        Arbitraries.of(Mode.class),
                        texts,
                        texts,
                        times)
                .as(RuleVersion::new);
    }

    private static Arbitrary<Rule> rules() {
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("abcXYZ019-").ofMaxLength(30).map("r"::concat);
        Arbitrary<String> words =
                Arbitraries.strings().withChars("abcxyz_").ofMaxLength(10).map("w"::concat);
        Arbitrary<Condition> conditions = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("é₹\t")
                .ofMaxLength(30)
                .map(text -> text.replace("\\", "\\\\").replace("\"", "\\\""))
                .map(text -> Condition.compile("event == \"%s\" || 'x' in flags".formatted(text)));
        Arbitrary<BigDecimal> numbers = Arbitraries.bigDecimals()
                .between(new BigDecimal("0.000001"), new BigDecimal("1000"))
                .ofScale(6);
        return Arbitraries.oneOf(
                Combinators.combine(ids, conditions).as(Rule.Drop::new),
                Combinators.combine(ids, conditions, words).as(Rule.Flag::new),
                Combinators.combine(ids, conditions.injectNull(0.5), words, words.map("to_"::concat))
                        .as(Rule.Recategorise::new),
                Combinators.combine(ids, conditions.injectNull(0.5), words, numbers)
                        .as(Rule.Weight::new),
                Combinators.combine(ids, conditions, numbers)
                        .as((id, when, factor) -> new Rule.Weight(id, when, null, factor)),
                Combinators.combine(ids, words, Arbitraries.integers().between(1, 30))
                        .as(Rule.Cap::new),
                Combinators.combine(
                                ids,
                                words,
                                Arbitraries.integers().between(1, 86_400).map(Duration::ofSeconds))
                        .as(Rule.FoldWindow::new),
                Combinators.combine(
                                ids,
                                Arbitraries.strings().withCharRange('A', 'Z').ofLength(3),
                                numbers,
                                Arbitraries.longs().between(0, 40_000).map(LocalDate::ofEpochDay))
                        .as(Rule.CurrencyRate::new),
                Combinators.combine(
                                ids,
                                Arbitraries.strings()
                                        .alpha()
                                        .ofMinLength(1)
                                        .set()
                                        .ofMinSize(1)
                                        .ofMaxSize(5))
                        .as((id, blocked) -> (Rule) new Rule.BlockedIds(id, Set.copyOf(blocked))));
    }
}
