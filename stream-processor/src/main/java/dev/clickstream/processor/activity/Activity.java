package dev.clickstream.processor.activity;

import dev.clickstream.recent.Point;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Something a person did with an item of a category. */
public record Activity(String category, Point point) implements Interim {
    public Activity {
        if (category.isBlank()) {
            throw new IllegalArgumentException("an activity needs a category");
        }
    }

    /** The same activity on an item of another name. */
    public Activity withItem(UnaryOperator<String> rename) {
        return new Activity(
                category,
                new Point(
                        rename.apply(point.itemId()),
                        point.device(),
                        point.occurredAt(),
                        point.messageId(),
                        point.removed(),
                        point.attributes()));
    }

    /** The same activity with other attributes. */
    public Activity withAttributes(Map<String, String> attributes) {
        return new Activity(
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
