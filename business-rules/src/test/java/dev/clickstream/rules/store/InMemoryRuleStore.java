package dev.clickstream.rules.store;

import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The store as a map. */
public final class InMemoryRuleStore implements RuleStore {
    private final NavigableMap<String, NavigableMap<Integer, StoredRule>> rules = new TreeMap<>();

    @Override
    public Outcome add(RuleVersion version) {
        StoredRule fresh = new StoredRule(version.rule().id(), version.version(), RuleJson.write(version), false);
        StoredRule held =
                rules.computeIfAbsent(fresh.id(), id -> new TreeMap<>()).putIfAbsent(fresh.version(), fresh);
        return held == null || held.json().equals(fresh.json()) ? Outcome.STORED : Outcome.TAKEN;
    }

    @Override
    public List<StoredRule> newest() {
        return rules.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    @Override
    public List<StoredRule> history(String id) {
        return List.copyOf(rules.getOrDefault(id, new TreeMap<>()).values());
    }

    @Override
    public List<StoredRule> unpublished() {
        return rules.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(version -> !version.published())
                .toList();
    }

    @Override
    public void markPublished(List<StoredRule> versions) {
        versions.forEach(version -> rules.get(version.id())
                .put(version.version(), new StoredRule(version.id(), version.version(), version.json(), true)));
    }
}
