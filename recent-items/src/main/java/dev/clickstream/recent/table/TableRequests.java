package dev.clickstream.recent.table;

import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What both stores ask DynamoDB, and how they understand its answers. Every request asks for what it consumed. */
final class TableRequests {
    private static final String ONLY_NEWER =
            "attribute_not_exists(profile_id) OR #generation < :generation OR (#generation = :generation AND #sequence < :sequence)";
    private static final Map<String, String> NAMES =
            Map.of("#generation", SnapshotItem.GENERATION, "#sequence", SnapshotItem.SEQUENCE);
    /** Said of the table or the request, not of the record: every record would meet the same. */
    private static final List<String> NOT_THE_RECORDS_FAULT =
            List.of("does not match the schema", "Missing the key", "ExpressionAttribute", "TableName", "tableName");

    private TableRequests() {}

    /**
     * The items to put, in this order. The detail goes first: a crash between the two puts is mended when the snapshot is
     * delivered again, since the list then is still the older one.
     */
    static List<Map<String, AttributeValue>> items(Snapshot snapshot) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        if (snapshot.points().stream().anyMatch(point -> !point.attributes().isEmpty())) {
            items.add(SnapshotItem.detail(snapshot));
        }
        items.add(SnapshotItem.list(snapshot));
        return items;
    }

    /** Why DynamoDB will never take this item; empty if it may. */
    static Optional<Outcome> tooLarge(Map<String, AttributeValue> item) {
        long size = ItemSize.of(item);
        return size <= ItemSize.LIMIT
                ? Optional.empty()
                : Optional.of(new Outcome.Unwritable("the item %s of %s has %,d bytes, DynamoDB takes %,d"
                        .formatted(
                                SnapshotItem.attribute(item, SnapshotItem.CATEGORY)
                                        .s(),
                                SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID)
                                        .s(),
                                size,
                                ItemSize.LIMIT)));
    }

    static PutItemRequest put(String table, Map<String, AttributeValue> item) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(ONLY_NEWER)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(Map.of(
                        ":generation", SnapshotItem.attribute(item, SnapshotItem.GENERATION),
                        ":sequence", SnapshotItem.attribute(item, SnapshotItem.SEQUENCE)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    /**
     * What a failed put means.
     *
     * @throws RuntimeException the failure itself, if it may pass when the put is tried again
     */
    static Outcome failed(Throwable failure, Map<String, AttributeValue> item, ConsumptionMeter meter) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof ConditionalCheckFailedException) {
            meter.rejected(predicted(item));
            return Outcome.STALE;
        }
        if (cause instanceof DynamoDbException refused
                && refused.awsErrorDetails() != null
                && "ValidationException".equals(refused.awsErrorDetails().errorCode())) {
            String message = String.valueOf(refused.awsErrorDetails().errorMessage());
            if (NOT_THE_RECORDS_FAULT.stream().noneMatch(message::contains)) {
                return new Outcome.Unwritable("DynamoDB refuses the item: " + message);
            }
        }
        throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    static long predicted(Map<String, AttributeValue> item) {
        return ItemSize.writeUnits(0, ItemSize.of(item));
    }

    static QueryRequest query(String table, String profileId, Map<String, AttributeValue> after) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("profile_id = :profile_id")
                .expressionAttributeValues(Map.of(":profile_id", AttributeValue.fromS(profileId)))
                .exclusiveStartKey(after.isEmpty() ? null : after)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
    }

    static void count(QueryResponse page, ConsumptionMeter meter) {
        long bytes = page.items().stream().mapToLong(ItemSize::of).sum();
        meter.read(page.consumedCapacity().capacityUnits(), ItemSize.readUnits(bytes));
    }
}
