package dev.clickstream.rules.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.store.RuleStore.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store must do, the fake as the real one. */
abstract class RuleStoreContract {
    private final String id = "cap-" + UUID.randomUUID();

    abstract RuleStore store();

    @Test
    void givesBackEveryVersionInOrder() {
        for (int version = 1; version <= 11; version++) {
            store().add(version(version, version, "ann"));
        }

        assertThat(store().history(id))
                .extracting(StoredRule::version)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(RuleJson.readVersion(store().history(id).get(2).json())).isEqualTo(version(3, 3, "ann"));
    }

    @Test
    void ofEachRuleTheHighestVersionIsTheNewest() {
        String other = id + "-other";
        store().add(version(1, 5, "ann"));
        store().add(version(2, 6, "ann").next(Mode.DELETED, "bob", "not wanted", Instant.EPOCH));
        store().add(version(2, 6, "ann"));
        store().add(new RuleVersion(new Rule.Cap(other, "view", 3), 1, Mode.SHADOW, "ann", "to see", Instant.EPOCH));

        assertThat(store().newest().stream().filter(rule -> rule.id().startsWith(id)))
                .extracting(StoredRule::id, StoredRule::version)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(id, 3), org.assertj.core.groups.Tuple.tuple(other, 1));
    }

    @Test
    void twoAuthorsCannotWriteTheSameVersion() {
        assertThat(store().add(version(1, 5, "ann"))).isEqualTo(Outcome.STORED);
        assertThat(store().add(version(1, 6, "bob"))).isEqualTo(Outcome.TAKEN);

        assertThat(store().history(id)).hasSize(1);
        assertThat(RuleJson.readVersion(store().history(id).getFirst().json()).author())
                .isEqualTo("ann");
    }

    @Test
    void theSameVersionAgainIsOfNoEffect() {
        store().add(version(1, 5, "ann"));

        assertThat(store().add(version(1, 5, "ann"))).isEqualTo(Outcome.STORED);
        assertThat(store().history(id)).hasSize(1);
    }

    @Test
    void aVersionIsUnpublishedUntilItIsMarked() {
        store().add(version(1, 5, "ann"));
        store().add(version(2, 6, "ann"));
        assertThat(unpublished()).extracting(StoredRule::version).containsExactly(1, 2);

        store().markPublished(List.of(unpublished().getFirst()));

        assertThat(unpublished()).extracting(StoredRule::version).containsExactly(2);
        assertThat(store().history(id)).extracting(StoredRule::published).containsExactly(true, false);
        assertThat(store().add(version(1, 7, "bob"))).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void aRuleThatWasNeverWrittenHasNoHistory() {
        assertThat(store().history("nobody-" + id)).isEmpty();
    }

    private List<StoredRule> unpublished() {
        return store().unpublished().stream()
                .filter(rule -> rule.id().equals(id))
                .toList();
    }

    private RuleVersion version(int version, int items, String author) {
        return new RuleVersion(new Rule.Cap(id, "view", items), version, Mode.ACTIVE, author, "why not", Instant.EPOCH);
    }
}
