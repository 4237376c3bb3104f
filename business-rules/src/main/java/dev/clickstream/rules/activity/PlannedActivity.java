package dev.clickstream.rules.activity;

import dev.clickstream.recent.Point;
import java.util.HashMap;
import java.util.Map;

/** Something an event does with an item of a category. */
public record PlannedActivity(String category, Point point) {
    public PlannedActivity {
        if (category.isBlank()) {
            throw new IllegalArgumentException("an activity needs a category");
        }
    }

    /** The same activity in another category. */
    public PlannedActivity inCategory(String other) {
        return new PlannedActivity(other, point);
    }

    /** The same activity with more attributes. */
    public PlannedActivity with(Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>(point.attributes());
        attributes.putAll(more);
        return new PlannedActivity(
                category,
                new Point(
                        point.itemId(),
                        point.device(),
                        point.occurredAt(),
                        point.messageId(),
                        point.removed(),
                        attributes));
    }
}
