package dev.clickstream.cli.rules;

import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.store.StoredRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules a new platform starts with. A rule that the store has already is left as it is, whatever it says, so that a second
 * start changes nothing and a user's own change, or deletion, stays.
 */
public final class DefaultRules {
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
        int added = 0;
        for (Rule rule : load()) {
            if (!present.contains(rule.id())) {
                room.store().add(new RuleVersion(rule, 1, Mode.ACTIVE, AUTHOR, REASON, clock.instant()));
                added++;
            }
        }
        room.sync();
        return added;
    }
}
