package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What sinks have consumed, kept in the base table itself so that it outlives them: one item for each run of a sink, {@code
 * profile_id = "#consumption"}, {@code category} = the run. A run that is killed leaves what it last noted.
 */
public final class ConsumptionStore {
    private static final String PROFILE_ID = "#consumption";

    private final DynamoDbClient dynamoDb;
    private final String baseTable;

    public ConsumptionStore(DynamoDbClient dynamoDb, String baseTable) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.baseTable = requireNonNull(baseTable, "baseTable");
    }

    /** Notes all that a run consumed so far; a later note takes the place of an earlier one. */
    public void note(String run, Consumption consumption) {
        Map<String, AttributeValue> item = Map.of(
                SnapshotItem.PROFILE_ID,
                AttributeValue.fromS(PROFILE_ID),
                SnapshotItem.CATEGORY,
                AttributeValue.fromS(run),
                "writes",
                number(consumption.writes()),
                "rejected_writes",
                number(consumption.rejectedWrites()),
                "write_units",
                number(consumption.writeUnits()),
                "predicted_write_units",
                number(consumption.predictedWriteUnits()),
                "reads",
                number(consumption.reads()),
                "read_units",
                number(consumption.readUnits()),
                "predicted_read_units",
                number(consumption.predictedReadUnits()));
        dynamoDb.putItem(put -> put.tableName(baseTable).item(item));
    }

    /** Of all runs together. */
    public Consumption total() {
        return dynamoDb
                .queryPaginator(query -> query.tableName(baseTable)
                        .keyConditionExpression("profile_id = :ours")
                        .expressionAttributeValues(Map.of(":ours", AttributeValue.fromS(PROFILE_ID))))
                .items()
                .stream()
                .map(ConsumptionStore::consumption)
                .reduce(Consumption.NONE, Consumption::plus);
    }

    private static Consumption consumption(Map<String, AttributeValue> item) {
        return new Consumption(
                (long) value(item, "writes"),
                (long) value(item, "rejected_writes"),
                value(item, "write_units"),
                value(item, "predicted_write_units"),
                (long) value(item, "reads"),
                value(item, "read_units"),
                value(item, "predicted_read_units"));
    }

    private static double value(Map<String, AttributeValue> item, String name) {
        return Double.parseDouble(SnapshotItem.attribute(item, name).n());
    }

    private static AttributeValue number(Number value) {
        return AttributeValue.fromN(value.toString());
    }
}
