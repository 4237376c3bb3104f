package dev.clickstream.processor.rules;

import java.util.Map;

/** Where the rules in force are fetched from. */
public interface RulesSource {
    /**
     * Each rule's JSON by its id.
     *
     * @throws RuntimeException if the source is away
     */
    Map<String, String> fetch();
}
