package dev.clickstream.cli.explain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that says something of the item.
 *
 * @param category of the recent items it concerns
 * @param lentBy the device that did it without naming the person; null if the event names the profile itself
 * @param droppedBy the rule that keeps it out, as id@version, or {@code bot}; null if it counts
 * @param rules that acted on it, as id@version
 */
public record Sighting(
        Instant occurredAt,
        String messageId,
        String event,
        String category,
        boolean removed,
        @Nullable String lentBy,
        @Nullable String droppedBy,
        List<String> rules) {
    public Sighting {
        rules = List.copyOf(rules);
    }
}
