package dev.clickstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.rules.json.RuleJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source of rules must do, the fake as the real ones. */
public abstract class RulesSourceContract {
    protected abstract RulesSource source();

    /** Puts a version where the source reads it. */
    protected abstract void put(RuleVersion version);

    /** Takes all rules away. */
    protected abstract void clear();

    @Test
    void givesTheNewestVersionOfEachRuleByItsId() {
        clear();
        RuleVersion first = version("cap-a", 1);
        RuleVersion second = first.next(Mode.SHADOW, "ann", "a second ₹", Instant.EPOCH);
        RuleVersion other = version("cap-b", 1);
        put(first);
        put(second);
        put(other);

        assertThat(source().fetch()).isEqualTo(Map.of("cap-a", RuleJson.write(second), "cap-b", RuleJson.write(other)));
    }

    @Test
    void aDeletedRuleIsStillThereAndSaysSo() {
        clear();
        RuleVersion first = version("cap-a", 1);
        RuleVersion deleted = first.next(Mode.DELETED, "ann", "not wanted", Instant.EPOCH);
        put(first);
        put(deleted);

        assertThat(source().fetch()).isEqualTo(Map.of("cap-a", RuleJson.write(deleted)));
    }

    @Test
    void withoutRulesThereAreNone() {
        clear();

        assertThat(source().fetch()).isEmpty();
    }

    protected static RuleVersion version(String id, int version) {
        return new RuleVersion(
                new Rule.Cap(id, "view", version), version, Mode.ACTIVE, "ann", "why not", Instant.EPOCH);
    }
}
