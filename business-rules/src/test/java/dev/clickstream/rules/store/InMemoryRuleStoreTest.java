package dev.clickstream.rules.store;

class InMemoryRuleStoreTest extends RuleStoreContract {
    private final RuleStore store = new InMemoryRuleStore();

    @Override
    RuleStore store() {
        return store;
    }
}
