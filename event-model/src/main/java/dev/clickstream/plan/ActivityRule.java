package dev.clickstream.plan;

import java.util.List;

/**
 * Which recent items an event makes or takes away.
 *
 * @param category the list it concerns, e.g. {@code cart}
 * @param item JSON pointer into the event's properties; {@code *} stands for each element of an array
 * @param attributes properties, beside the item, that are kept with the point
 */
public record ActivityRule(String category, String item, Operation operation, List<String> attributes) {
    public ActivityRule {
        if (!category.matches("[a-z][a-z_]*")) {
            throw new IllegalArgumentException(
                    "x-activity category must be a lower case word, was \"" + category + "\"");
        }
        if (!item.startsWith("/")) {
            throw new IllegalArgumentException("x-activity item must be a JSON pointer, was \"" + item + "\"");
        }
        attributes = List.copyOf(attributes);
    }
}
