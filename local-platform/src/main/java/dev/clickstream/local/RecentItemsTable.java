package dev.clickstream.local;

import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the newest items, as the deployment makes it. */
final class RecentItemsTable {
    static final String NAME = "recent-items";
    private static final String PROFILE = "profile_id";
    private static final String CATEGORY = "category";

    private RecentItemsTable() {}

    static void create(String endpoint) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createTable(RecentItemsTable::define);
            client.waiter().waitUntilTableExists(request -> request.tableName(NAME));
            client.updateTimeToLive(request -> request.tableName(NAME)
                    .timeToLiveSpecification(
                            ttl -> ttl.attributeName("expires_at").enabled(true)));
        } catch (ResourceInUseException present) {
            // Made at an earlier start.
        }
    }

    private static void define(CreateTableRequest.Builder table) {
        table.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute -> attribute.attributeName(PROFILE).attributeType(ScalarAttributeType.S),
                        attribute -> attribute.attributeName(CATEGORY).attributeType(ScalarAttributeType.S))
                .keySchema(
                        key -> key.attributeName(PROFILE).keyType(KeyType.HASH),
                        key -> key.attributeName(CATEGORY).keyType(KeyType.RANGE));
    }
}
