package dev.clickstream.rules.store;

import static java.util.Objects.requireNonNull;

import dev.clickstream.rules.RulesSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The store as a source of the rules in force. */
public final class StoredRules implements RulesSource {
    private final RuleStore store;

    public StoredRules(RuleStore store) {
        this.store = requireNonNull(store, "store");
    }

    @Override
    public Map<String, String> fetch() {
        Map<String, String> rules = new LinkedHashMap<>();
        store.newest().forEach(rule -> rules.put(rule.id(), rule.json()));
        return rules;
    }
}
