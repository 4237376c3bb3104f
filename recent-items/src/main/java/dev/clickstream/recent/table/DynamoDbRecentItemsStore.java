package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.pointer.CachedTablePointer;
import dev.clickstream.recent.pointer.TablePointerStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Snapshots in a DynamoDB table. Every write is one conditional put: no read before it, no change of a part. */
public final class DynamoDbRecentItemsStore implements RecentItemsStore {
    private final DynamoDbClient dynamoDb;
    private final Supplier<String> table;
    private final ConsumptionMeter meter = new ConsumptionMeter();

    private DynamoDbRecentItemsStore(DynamoDbClient dynamoDb, Supplier<String> table) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
    }

    /** One table, whatever the pointer says. */
    public DynamoDbRecentItemsStore(DynamoDbClient dynamoDb, String table) {
        this(dynamoDb, () -> table);
        requireNonNull(table, "table");
    }

    /** The live table, found by the pointer in the base table: a rebuild's switch is followed within 5 seconds. */
    public static DynamoDbRecentItemsStore live(DynamoDbClient dynamoDb, String baseTable, Clock clock) {
        TablePointerStore pointers = new TablePointerStore(dynamoDb, baseTable);
        CachedTablePointer cached = CachedTablePointer.of(pointers::read, clock);
        return new DynamoDbRecentItemsStore(
                dynamoDb, () -> cached.current().join().live().name());
    }

    @Override
    public Outcome write(Snapshot snapshot) {
        Outcome outcome = Outcome.STORED;
        for (Map<String, AttributeValue> item : TableRequests.items(snapshot)) {
            outcome = TableRequests.tooLarge(item).orElseGet(() -> put(item));
            if (outcome instanceof Outcome.Unwritable) {
                return outcome;
            }
        }
        return outcome;
    }

    @Override
    public List<CategoryItems> read(String profileId) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        String from = table.get();
        Map<String, AttributeValue> after = Map.of();
        do {
            QueryResponse page = dynamoDb.query(TableRequests.query(from, profileId, after));
            TableRequests.count(page, meter);
            items.addAll(page.items());
            after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!after.isEmpty());
        return SnapshotItem.read(items);
    }

    /** Every profile in the table; reads all of it, so for checks and small tables only. */
    public List<String> profiles() {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table.get())
                .projectionExpression(SnapshotItem.PROFILE_ID)
                .build();
        Set<String> profiles = new HashSet<>();
        for (ScanResponse page : dynamoDb.scanPaginator(scan)) {
            for (Map<String, AttributeValue> item : page.items()) {
                String profile =
                        SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID).s();
                if (!SnapshotItem.isOurs(profile)) {
                    profiles.add(profile);
                }
            }
        }
        return new ArrayList<>(profiles);
    }

    /** What this store's reads and writes took so far. */
    public Consumption consumption() {
        return meter.total();
    }

    private Outcome put(Map<String, AttributeValue> item) {
        try {
            PutItemResponse response = dynamoDb.putItem(TableRequests.put(table.get(), item));
            meter.wrote(response.consumedCapacity().capacityUnits(), TableRequests.predicted(item));
            return Outcome.STORED;
        } catch (RuntimeException failure) {
            return TableRequests.failed(failure, item, meter);
        }
    }
}
