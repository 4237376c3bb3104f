package dev.clickstream.recent.table;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The layout in DynamoDB. One item per profile and category holds two parallel lists, {@code item_ids} and {@code
 * occurred_at} (epoch seconds), newest first: plain to read in any language, and thirty ids of 16 characters stay within 1 KB,
 * one write unit. Attributes lie in a second item, {@code <category>#detail}, so that reading the list does not pay for them.
 */
final class SnapshotItem {
    static final String PROFILE_ID = "profile_id";
    static final String CATEGORY = "category";
    static final String ITEM_IDS = "item_ids";
    static final String OCCURRED_AT = "occurred_at";
    static final String EXPIRES_AT = "expires_at";
    static final String GENERATION = "generation";
    static final String SEQUENCE = "sequence";
    static final String ATTRIBUTES = "attributes";
    static final String DETAIL_SUFFIX = "#detail";

    /** Begins the keys of items that are no profile's: the table pointer and the sinks' consumption. */
    private static final String OURS = "#";

    private SnapshotItem() {}

    /** Whether the partition key is one of our own items, not a profile. */
    static boolean isOurs(String profileId) {
        return profileId.startsWith(OURS);
    }

    static Map<String, AttributeValue> list(Snapshot snapshot) {
        Map<String, AttributeValue> item = head(snapshot, snapshot.category());
        item.put(
                OCCURRED_AT,
                AttributeValue.fromL(snapshot.points().stream()
                        .map(point -> number(point.occurredAt().getEpochSecond()))
                        .toList()));
        return item;
    }

    static Map<String, AttributeValue> detail(Snapshot snapshot) {
        Map<String, AttributeValue> item = head(snapshot, snapshot.category() + DETAIL_SUFFIX);
        item.put(
                ATTRIBUTES,
                AttributeValue.fromL(snapshot.points().stream()
                        .map(point -> AttributeValue.fromM(texts(point.attributes())))
                        .toList()));
        return item;
    }

    /** The categories of a profile's items, each detail beside its list. */
    static List<CategoryItems> read(List<Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> byCategory = new TreeMap<>();
        items.forEach(item -> byCategory.put(attribute(item, CATEGORY).s(), item));
        List<CategoryItems> categories = new ArrayList<>();
        byCategory.forEach((category, item) -> {
            if (!category.endsWith(DETAIL_SUFFIX)) {
                Map<String, AttributeValue> detail = byCategory.getOrDefault(category + DETAIL_SUFFIX, Map.of());
                categories.add(new CategoryItems(category, items(item, attributesByItem(detail))));
            }
        });
        return categories;
    }

    /** @throws IllegalStateException if the item lacks it: somebody else wrote to the table */
    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an item of the recent-items table lacks " + name);
        }
        return value;
    }

    private static List<RecentItem> items(
            Map<String, AttributeValue> item, Map<String, Map<String, String>> attributes) {
        List<AttributeValue> ids = attribute(item, ITEM_IDS).l();
        List<AttributeValue> times = attribute(item, OCCURRED_AT).l();
        List<RecentItem> items = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i).s();
            Instant occurredAt =
                    Instant.ofEpochSecond(Long.parseLong(times.get(i).n()));
            items.add(new RecentItem(id, occurredAt, attributes.getOrDefault(id, Map.of())));
        }
        return items;
    }

    /** By item, not by place: list and detail are two writes, and a reader may come between them. */
    private static Map<String, Map<String, String>> attributesByItem(Map<String, AttributeValue> detail) {
        Map<String, Map<String, String>> byItem = new HashMap<>();
        if (detail.isEmpty()) {
            return byItem;
        }
        List<AttributeValue> ids = attribute(detail, ITEM_IDS).l();
        List<AttributeValue> attributes = attribute(detail, ATTRIBUTES).l();
        for (int i = 0; i < ids.size(); i++) {
            Map<String, String> texts = new HashMap<>();
            attributes.get(i).m().forEach((name, value) -> texts.put(name, value.s()));
            byItem.put(ids.get(i).s(), texts);
        }
        return byItem;
    }

    private static Map<String, AttributeValue> head(Snapshot snapshot, String category) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(PROFILE_ID, AttributeValue.fromS(snapshot.profileId()));
        item.put(CATEGORY, AttributeValue.fromS(category));
        item.put(
                ITEM_IDS,
                AttributeValue.fromL(snapshot.points().stream()
                        .map(point -> AttributeValue.fromS(point.itemId()))
                        .toList()));
        item.put(EXPIRES_AT, number(snapshot.expiresAt().getEpochSecond()));
        item.put(GENERATION, number(snapshot.generation()));
        item.put(SEQUENCE, number(snapshot.sequence()));
        return item;
    }

    private static Map<String, AttributeValue> texts(Map<String, String> attributes) {
        Map<String, AttributeValue> texts = new HashMap<>();
        attributes.forEach((name, value) -> texts.put(name, AttributeValue.fromS(value)));
        return texts;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
