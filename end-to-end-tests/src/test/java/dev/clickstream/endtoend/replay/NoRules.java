package dev.clickstream.endtoend.replay;

import dev.clickstream.processor.rules.RulesCache;
import java.util.Map;

/** Rules from a source that holds none. */
final class NoRules {
    private NoRules() {}

    static RulesCache cache() {
        return new RulesCache(Map::of);
    }
}
