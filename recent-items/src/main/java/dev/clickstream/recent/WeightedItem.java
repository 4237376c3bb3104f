package dev.clickstream.recent;

/** An item with its weight, 1 for now and falling with age. */
public record WeightedItem(RecentItem item, double weight) {}
