package dev.clickstream.rules.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.store.InMemoryRuleStore;
import dev.clickstream.rules.store.RuleStore;
import dev.clickstream.rules.store.StoredRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesPublisherTest {
    private final InMemoryRuleStore store = new InMemoryRuleStore();
    private final List<String> logged = new ArrayList<>();
    private final Map<String, StoredRule> served = new HashMap<>();
    private int notices;
    /** At which step the process dies; -1 for none. */
    private int dies = -1;

    @Test
    void everyVersionIsLoggedOnceTheNewestIsServedAndANoticeSent() {
        add("a", 1);
        add("a", 2);
        add("b", 1);

        assertThat(publisher().sync()).isEqualTo(new RulesPublisher.Published(3, 2));
        assertThat(logged).containsExactly("a@1", "a@2", "b@1");
        assertThat(served.get("a").version()).isEqualTo(2);
        assertThat(notices).isEqualTo(1);
    }

    @Test
    void whereNothingChangedNothingIsSent() {
        add("a", 1);
        publisher().sync();

        assertThat(publisher().sync()).isEqualTo(new RulesPublisher.Published(0, 0));
        assertThat(notices).isEqualTo(1);
    }

    @Test
    void aCopyThatWasFlushedIsFilled() {
        add("a", 1);
        publisher().sync();
        served.clear();

        assertThat(publisher().sync()).isEqualTo(new RulesPublisher.Published(0, 1));
        assertThat(notices).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aRepeatMendsWhatWasBrokenOff(int step) {
        add("a", 1);
        add("b", 1);
        dies = step;
        assertThatThrownBy(() -> publisher().sync()).hasMessage("died");
        dies = -1;

        publisher().sync();

        assertThat(logged).contains("a@1", "b@1");
        assertThat(served).containsOnlyKeys("a", "b");
        assertThat(notices).isPositive();
        assertThat(store.unpublished()).isEmpty();
    }

    private void add(String id, int version) {
        store.add(new RuleVersion(
                new Rule.Cap(id, "view", version), version, Mode.ACTIVE, "ann", "why not", Instant.EPOCH));
    }

    private RulesPublisher publisher() {
        int[] step = {0};
        RulesLog log = versions -> {
            die(step);
            versions.forEach(version -> logged.add(version.id() + "@" + version.version()));
        };
        ServedRules copy = new ServedRules() {
            @Override
            public int write(List<StoredRule> newest) {
                die(step);
                int changed = 0;
                for (StoredRule rule : newest) {
                    StoredRule held = served.put(rule.id(), rule);
                    changed += held != null && held.json().equals(rule.json()) ? 0 : 1;
                }
                return changed;
            }

            @Override
            public void announce() {
                die(step);
                notices++;
            }
        };
        return new RulesPublisher(new MortalStore(step), log, copy);
    }

    private void die(int[] step) {
        if (step[0]++ == dies) {
            throw new IllegalStateException("died");
        }
    }

    /** The store, in which the process may die at each mark. */
    private final class MortalStore implements RuleStore {
        private final int[] step;

        MortalStore(int[] step) {
            this.step = step;
        }

        @Override
        public Outcome add(RuleVersion version) {
            return store.add(version);
        }

        @Override
        public List<StoredRule> newest() {
            return store.newest();
        }

        @Override
        public List<StoredRule> history(String id) {
            return store.history(id);
        }

        @Override
        public List<StoredRule> unpublished() {
            return store.unpublished();
        }

        @Override
        public void markPublished(List<StoredRule> versions) {
            for (StoredRule version : versions) {
                die(step);
                store.markPublished(List.of(version));
            }
        }
    }
}
