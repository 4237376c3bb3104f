package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables beside the base table, for rebuilds: the same key, the same expiry, encrypted and backed up alike. */
public final class GenerationTables {
    private static final String UNKNOWN_OPERATION = "UnknownOperationException";

    private static final DateTimeFormatter AS_OF =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DynamoDbClient dynamoDb;
    private final String baseTable;

    public GenerationTables(DynamoDbClient dynamoDb, String baseTable) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.baseTable = requireNonNull(baseTable, "baseTable");
    }

    /** How the table of that generation is called. */
    public String name(long generation) {
        return baseTable + "-g" + generation;
    }

    /** How a table of the items as they were at a time is called. */
    public String name(Instant asOf) {
        return baseTable + "-at-" + AS_OF.format(asOf);
    }

    /** The time in the name of such a table; empty for others. */
    public Optional<Instant> asOf(String table) {
        String prefix = baseTable + "-at-";
        return table.startsWith(prefix)
                ? Optional.of(AS_OF.parse(table.substring(prefix.length()), Instant::from))
                : Optional.empty();
    }

    /** Makes the table and waits for it; its items expire. */
    public void create(String name) {
        createKept(name);
        dynamoDb.updateTimeToLive(table -> table.tableName(name)
                .timeToLiveSpecification(
                        ttl -> ttl.attributeName(SnapshotItem.EXPIRES_AT).enabled(true)));
    }

    /** Makes a table whose items stay: those of another time are not to be deleted for their age. */
    public void createKept(String name) {
        try {
            dynamoDb.createTable(definition(name));
        } catch (ResourceInUseException present) {
            throw new IllegalStateException("the table %s is there already".formatted(name), present);
        }
        dynamoDb.waiter().waitUntilTableExists(table -> table.tableName(name));
        if (isRecoverable()) {
            dynamoDb.updateContinuousBackups(table -> table.tableName(name)
                    .pointInTimeRecoverySpecification(recovery -> recovery.pointInTimeRecoveryEnabled(true)));
        }
    }

    /** Deletes the table, if it is there, and waits until it is gone; never the base table, which holds the pointer. */
    public void delete(String name) {
        if (name.equals(baseTable)) {
            throw new IllegalArgumentException("the base table %s holds the pointer and stays".formatted(name));
        }
        try {
            dynamoDb.deleteTable(table -> table.tableName(name));
            dynamoDb.waiter().waitUntilTableNotExists(table -> table.tableName(name));
        } catch (ResourceNotFoundException gone) {
            // What was wanted.
        }
    }

    private CreateTableRequest definition(String name) {
        CreateTableRequest.Builder table = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute ->
                                attribute.attributeName(SnapshotItem.PROFILE_ID).attributeType(ScalarAttributeType.S),
                        attribute ->
                                attribute.attributeName(SnapshotItem.CATEGORY).attributeType(ScalarAttributeType.S))
                .keySchema(
                        key -> key.attributeName(SnapshotItem.PROFILE_ID).keyType(KeyType.HASH),
                        key -> key.attributeName(SnapshotItem.CATEGORY).keyType(KeyType.RANGE));
        keyOfBase()
                .ifPresent(key -> table.sseSpecification(encryption ->
                        encryption.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key)));
        return table.build();
    }

    private Optional<String> keyOfBase() {
        SSEDescription encryption = dynamoDb.describeTable(table -> table.tableName(baseTable))
                .table()
                .sseDescription();
        return Optional.ofNullable(encryption).map(SSEDescription::kmsMasterKeyArn);
    }

    /** DynamoDB Local has no backups, and does not know the question. */
    private boolean isRecoverable() {
        try {
            return dynamoDb.describeContinuousBackups(table -> table.tableName(baseTable))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus()
                    == PointInTimeRecoveryStatus.ENABLED;
        } catch (DynamoDbException e) {
            if (UNKNOWN_OPERATION.equals(e.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }
}
