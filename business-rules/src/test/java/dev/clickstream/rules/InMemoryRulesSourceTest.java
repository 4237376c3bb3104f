package dev.clickstream.rules;

import dev.clickstream.rules.json.RuleJson;

class InMemoryRulesSourceTest extends RulesSourceContract {
    private final InMemoryRulesSource source = new InMemoryRulesSource();

    @Override
    protected RulesSource source() {
        return source;
    }

    @Override
    protected void put(RuleVersion version) {
        source.rules.put(version.rule().id(), RuleJson.write(version));
    }

    @Override
    protected void clear() {
        source.rules.clear();
    }
}
