package dev.clickstream.recent.pointer;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.pointer.TablePointer.Building;
import dev.clickstream.recent.pointer.TablePointer.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The pointer as one item of the base table, the table that all settings name: {@code profile_id = "#tables"}, {@code category
 * = "#pointer"}. It never expires, and no profile can have that key.
 */
public final class TablePointerStore {
    /** The partition key, for whoever grants access to this item alone. */
    public static final String PROFILE_ID = "#tables";

    private static final String CATEGORY = "#pointer";
    private static final String PARTITION_KEY = "profile_id";
    private static final String SORT_KEY = "category";
    private static final String VERSION = "version";
    private static final String LIVE = "live";
    private static final String BUILDING = "building";
    private static final String OWNER = "building_owner";
    private static final String UNTIL = "building_until";
    private static final String READY = "building_ready";

    private final DynamoDbClient dynamoDb;
    private final String baseTable;

    public TablePointerStore(DynamoDbClient dynamoDb, String baseTable) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.baseTable = requireNonNull(baseTable, "baseTable");
    }

    public TablePointer read() {
        return pointer(dynamoDb.getItem(get(baseTable)), baseTable);
    }

    /** Without waiting. */
    public static CompletableFuture<TablePointer> read(DynamoDbAsyncClient dynamoDb, String baseTable) {
        return dynamoDb.getItem(get(baseTable)).thenApply(response -> pointer(response, baseTable));
    }

    /** Puts the next pointer in the place of the one that was read; false, and nothing changed, if somebody was faster. */
    public boolean replace(TablePointer read, TablePointer next) {
        PutItemRequest.Builder put =
                PutItemRequest.builder().tableName(baseTable).item(item(next));
        if (read.version() == 0) {
            put.conditionExpression("attribute_not_exists(profile_id)");
        } else {
            put.conditionExpression("version = :version")
                    .expressionAttributeValues(Map.of(":version", number(read.version())));
        }
        try {
            dynamoDb.putItem(put.build());
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    /** Consistent: a sink that saw an older pointer than it could have would leave a rebuild with a gap. */
    private static GetItemRequest get(String baseTable) {
        return GetItemRequest.builder()
                .tableName(baseTable)
                .consistentRead(true)
                .key(Map.of(
                        PARTITION_KEY, AttributeValue.fromS(PROFILE_ID),
                        SORT_KEY, AttributeValue.fromS(CATEGORY)))
                .build();
    }

    private static TablePointer pointer(GetItemResponse response, String baseTable) {
        if (!response.hasItem()) {
            return TablePointer.initial(baseTable);
        }
        Map<String, AttributeValue> item = response.item();
        return new TablePointer(
                table(item, LIVE),
                building(item),
                Long.parseLong(attribute(item, VERSION).n()));
    }

    private static @Nullable Building building(Map<String, AttributeValue> item) {
        if (!item.containsKey(OWNER)) {
            return null;
        }
        long until = Long.parseLong(attribute(item, UNTIL).n());
        return new Building(
                table(item, BUILDING),
                attribute(item, OWNER).s(),
                Instant.ofEpochMilli(until),
                attribute(item, READY).bool());
    }

    private static Table table(Map<String, AttributeValue> item, String role) {
        return new Table(
                attribute(item, role + "_table").s(),
                Long.parseLong(attribute(item, role + "_generation").n()));
    }

    private static Map<String, AttributeValue> item(TablePointer pointer) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(PARTITION_KEY, AttributeValue.fromS(PROFILE_ID));
        item.put(SORT_KEY, AttributeValue.fromS(CATEGORY));
        item.put(VERSION, number(pointer.version()));
        put(item, LIVE, pointer.live());
        Building building = pointer.building();
        if (building != null) {
            put(item, BUILDING, building.table());
            item.put(OWNER, AttributeValue.fromS(building.owner()));
            item.put(UNTIL, number(building.until().toEpochMilli()));
            item.put(READY, AttributeValue.fromBool(building.ready()));
        }
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String role, Table table) {
        item.put(role + "_table", AttributeValue.fromS(table.name()));
        item.put(role + "_generation", number(table.generation()));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("the table pointer lacks " + name);
        }
        return value;
    }
}
