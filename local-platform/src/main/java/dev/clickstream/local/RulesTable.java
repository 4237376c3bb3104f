package dev.clickstream.local;

import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the business rules' versions, as the deployment makes it. */
final class RulesTable {
    static final String NAME = "rules";
    private static final String RULE = "rule_id";
    private static final String VERSION = "version";

    private RulesTable() {}

    static void create(String endpoint) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createTable(RulesTable::define);
            client.waiter().waitUntilTableExists(request -> request.tableName(NAME));
        } catch (ResourceInUseException present) {
            // Made at an earlier start.
        }
    }

    private static void define(CreateTableRequest.Builder table) {
        table.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute -> attribute.attributeName(RULE).attributeType(ScalarAttributeType.S),
                        attribute -> attribute.attributeName(VERSION).attributeType(ScalarAttributeType.N))
                .keySchema(
                        key -> key.attributeName(RULE).keyType(KeyType.HASH),
                        key -> key.attributeName(VERSION).keyType(KeyType.RANGE));
    }
}
