package dev.clickstream.recent;

import java.time.Instant;
import java.util.Map;

/**
 * One item of a category as a reader sees it.
 *
 * @param occurredAt to the second
 * @param attributes empty for categories that keep none
 */
public record RecentItem(String itemId, Instant occurredAt, Map<String, String> attributes) {
    public RecentItem {
        attributes = Map.copyOf(attributes);
    }
}
