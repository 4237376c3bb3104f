package dev.clickstream.processor.rules;

import java.util.HashMap;
import java.util.Map;

/** Rules as a map; can be away. */
final class InMemoryRulesSource implements RulesSource {
    final Map<String, String> rules = new HashMap<>();
    boolean away;

    @Override
    public Map<String, String> fetch() {
        if (away) {
            throw new IllegalStateException("no answer");
        }
        return Map.copyOf(rules);
    }
}
