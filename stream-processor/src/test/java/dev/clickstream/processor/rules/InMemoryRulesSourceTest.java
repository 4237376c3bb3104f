package dev.clickstream.processor.rules;

class InMemoryRulesSourceTest extends RulesSourceContract {
    private final InMemoryRulesSource source = new InMemoryRulesSource();

    @Override
    RulesSource source() {
        return source;
    }

    @Override
    void put(String id, String json) {
        source.rules.put(id, json);
    }

    @Override
    void clear() {
        source.rules.clear();
    }
}
