package dev.clickstream.rules;

import java.util.HashMap;
import java.util.Map;

/** Rules as a map; can be away. */
public final class InMemoryRulesSource implements RulesSource {
    public final Map<String, String> rules = new HashMap<>();
    public boolean away;

    @Override
    public Map<String, String> fetch() {
        if (away) {
            throw new IllegalStateException("no answer");
        }
        return Map.copyOf(rules);
    }
}
