package dev.clickstream.recent;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Snapshots in a DynamoDB table. Every write is one conditional put: no read before it, no change of a part. */
public final class DynamoDbRecentItemsStore implements RecentItemsStore {
    private static final String ONLY_NEWER =
            "attribute_not_exists(profile_id) OR #generation < :generation OR (#generation = :generation AND #sequence < :sequence)";
    private static final Map<String, String> NAMES =
            Map.of("#generation", SnapshotItem.GENERATION, "#sequence", SnapshotItem.SEQUENCE);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRecentItemsStore(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
    }

    /**
     * The detail goes first: a crash between the two puts is mended when the snapshot is delivered again, since the list then
     * is still the older one.
     */
    @Override
    public Outcome write(Snapshot snapshot) {
        boolean hasDetail =
                snapshot.points().stream().anyMatch(point -> !point.attributes().isEmpty());
        if (hasDetail) {
            put(SnapshotItem.detail(snapshot));
        }
        return put(SnapshotItem.list(snapshot));
    }

    @Override
    public List<CategoryItems> read(String profileId) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("profile_id = :profile_id")
                .expressionAttributeValues(Map.of(":profile_id", AttributeValue.fromS(profileId)))
                .build();
        List<Map<String, AttributeValue>> items =
                dynamoDb.queryPaginator(query).items().stream().toList();
        return SnapshotItem.read(items);
    }

    /** Every profile in the table; reads all of it, so for checks and small tables only. */
    public List<String> profiles() {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .projectionExpression(SnapshotItem.PROFILE_ID)
                .build();
        Set<String> profiles = new HashSet<>();
        dynamoDb.scanPaginator(scan)
                .items()
                .forEach(item -> profiles.add(
                        SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID).s()));
        return new ArrayList<>(profiles);
    }

    private Outcome put(Map<String, AttributeValue> item) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(ONLY_NEWER)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(Map.of(
                        ":generation", SnapshotItem.attribute(item, SnapshotItem.GENERATION),
                        ":sequence", SnapshotItem.attribute(item, SnapshotItem.SEQUENCE)))
                .build();
        try {
            dynamoDb.putItem(request);
            return Outcome.STORED;
        } catch (ConditionalCheckFailedException e) {
            return Outcome.STALE;
        }
    }
}
