package dev.clickstream.recent;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item with its weight: its rule's factor, times a decay that is 1 for now and falls with age. */
public record WeightedItem(RecentItem item, double weight) {
    /** What both readers do with what a store holds: leaves out what is expired or empty, and weighs the rest. */
    static Map<String, List<WeightedItem>> weigh(List<CategoryItems> held, Decay decay, Instant now) {
        Map<String, List<WeightedItem>> categories = new LinkedHashMap<>();
        for (CategoryItems category : held) {
            List<WeightedItem> items = category.items().stream()
                    .filter(item -> !RecentItems.isExpired(item.occurredAt(), now))
                    .map(item -> new WeightedItem(
                            item, item.factor() * decay.weight(Duration.between(item.occurredAt(), now))))
                    .toList();
            if (!items.isEmpty()) {
                categories.put(category.category(), items);
            }
        }
        return categories;
    }
}
