package dev.clickstream.rules;

import java.util.Map;

/** Where the newest version of every rule is fetched from. */
public interface RulesSource {
    /**
     * Each rule's newest version as JSON, by the rule's id; rules in shadow and deleted ones are among them.
     *
     * @throws RuntimeException if the source is away
     */
    Map<String, String> fetch();
}
