package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.CategoryItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Everything in a table, profile by profile, with one profile in memory at a time. */
public final class SnapshotScan {
    private final DynamoDbClient dynamoDb;

    public SnapshotScan(DynamoDbClient dynamoDb) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
    }

    /** @param each gets a profile and what is kept of it; DynamoDB hands out the items of a profile one after the other */
    public void read(String table, BiConsumer<String, List<CategoryItems>> each) {
        ScanRequest scan =
                ScanRequest.builder().tableName(table).consistentRead(true).build();
        String profile = "";
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        for (ScanResponse page : dynamoDb.scanPaginator(scan)) {
            for (Map<String, AttributeValue> item : page.items()) {
                String next =
                        SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID).s();
                if (!next.equals(profile)) {
                    give(profile, items, each);
                    profile = next;
                    items.clear();
                }
                items.put(SnapshotItem.attribute(item, SnapshotItem.CATEGORY).s(), item);
            }
        }
        give(profile, items, each);
    }

    private static void give(
            String profile,
            Map<String, Map<String, AttributeValue>> items,
            BiConsumer<String, List<CategoryItems>> each) {
        if (!items.isEmpty() && !SnapshotItem.isOurs(profile)) {
            each.accept(profile, SnapshotItem.read(List.copyOf(items.values())));
        }
    }
}
