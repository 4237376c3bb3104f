package dev.clickstream.rules.store;

import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.RulesSource;
import dev.clickstream.rules.RulesSourceContract;

/** The contract on the store as a source. */
class StoredRulesTest extends RulesSourceContract {
    private InMemoryRuleStore store = new InMemoryRuleStore();

    @Override
    protected RulesSource source() {
        return new StoredRules(store);
    }

    @Override
    protected void put(RuleVersion version) {
        store.add(version);
    }

    @Override
    protected void clear() {
        store = new InMemoryRuleStore();
    }
}
