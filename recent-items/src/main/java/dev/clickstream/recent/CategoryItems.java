package dev.clickstream.recent;

import java.util.List;

/** The items of one category as the store holds them, newest first, expired ones among them. */
public record CategoryItems(String category, List<RecentItem> items) {
    public CategoryItems {
        items = List.copyOf(items);
    }
}
