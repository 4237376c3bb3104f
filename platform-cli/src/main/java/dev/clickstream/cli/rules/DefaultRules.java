package dev.clickstream.cli.rules;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.store.RuleStore;
import dev.clickstream.rules.store.StoredRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules a new platform starts with. A rule that the store has already is left as it is, whatever it says, so that a second
 * start changes nothing and a user's own change, or deletion, stays.
 */
public final class DefaultRules {
    private static final int CONCURRENCY = 16;
    private static final String AUTHOR = "clickstream";
    private static final String REASON = "comes with the platform";

    private DefaultRules() {}

    static List<Rule> load() {
        List<Rule> rules = new ArrayList<>();
        try (InputStream bytes = DefaultRules.class.getResourceAsStream("/default-rules.json")) {
            for (JsonNode rule : JsonMapper.shared().readTree(bytes)) {
                rules.add(RuleJson.readDraft(rule.toString()).rule());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the default rules cannot be read", failure);
        }
        return rules;
    }

    /**
     * Stores what is missing and brings all rules out; what an earlier run left half done is mended.
     *
     * @return how many rules were added
     */
    public static int publish(RuleRoom room, InstantSource clock) {
        Set<String> present = new HashSet<>();
        room.store().newest().stream().map(StoredRule::id).forEach(present::add);
        List<Rule> missing =
                load().stream().filter(rule -> !present.contains(rule.id())).toList();
        add(room, missing, clock);
        room.sync();
        return missing.size();
    }

    /** One that another start added meanwhile stays. */
    private static void add(RuleRoom room, RuleVersion version) {
        RuleStore.Outcome unused = room.store().add(version);
    }

    /** Side by side: one after the other they take longer than all else at the first start. */
    private static void add(RuleRoom room, List<Rule> rules, InstantSource clock) {
        try (ExecutorService writers = Executors.newFixedThreadPool(CONCURRENCY)) {
            List<CompletableFuture<Void>> additions = rules.stream()
                    .map(rule -> new RuleVersion(rule, 1, Mode.ACTIVE, AUTHOR, REASON, clock.instant()))
                    .map(version -> CompletableFuture.runAsync(() -> add(room, version), writers))
                    .toList();
            CompletableFuture.allOf(additions.toArray(CompletableFuture[]::new)).join();
        }
    }
}
