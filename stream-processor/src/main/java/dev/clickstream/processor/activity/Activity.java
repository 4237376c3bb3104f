package dev.clickstream.processor.activity;

import dev.clickstream.recent.Point;

/** Something a person did with an item of a category. */
public record Activity(String category, Point point) implements Interim {
    public Activity {
        if (category.isBlank()) {
            throw new IllegalArgumentException("an activity needs a category");
        }
    }
}
