package dev.clickstream.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the newest items, as the deployment makes it. */
final class RecentItemsTable {
    static final String NAME = "recent-items";
    private static final String PROFILE = "profile_id";
    private static final String CATEGORY = "category";

    private RecentItemsTable() {}

    static void create(String endpoint) {
        DynamoDbTable.create(endpoint, NAME, RecentItemsTable::keys, RecentItemsTable::letExpire);
    }

    private static void letExpire(DynamoDbClient client) {
        client.updateTimeToLive(request -> request.tableName(NAME)
                .timeToLiveSpecification(ttl -> ttl.attributeName("expires_at").enabled(true)));
    }

    private static void keys(CreateTableRequest.Builder table) {
        table.attributeDefinitions(
                        attribute -> attribute.attributeName(PROFILE).attributeType(ScalarAttributeType.S),
                        attribute -> attribute.attributeName(CATEGORY).attributeType(ScalarAttributeType.S))
                .keySchema(
                        key -> key.attributeName(PROFILE).keyType(KeyType.HASH),
                        key -> key.attributeName(CATEGORY).keyType(KeyType.RANGE));
    }
}
