package dev.clickstream.local;

import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** A table of DynamoDB Local, made once. */
final class DynamoDbTable {
    private DynamoDbTable() {}

    /**
     * Leaves a table alone that an earlier start made.
     *
     * @param keys attributes and key schema
     * @param afterwards told once the table is there, if it was made now
     */
    static void create(
            String endpoint,
            String name,
            Consumer<CreateTableRequest.Builder> keys,
            Consumer<DynamoDbClient> afterwards) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(AwsAccess.REGION)
                .credentialsProvider(AwsAccess.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createTable(table -> table.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .applyMutation(keys));
            client.waiter().waitUntilTableExists(request -> request.tableName(name));
            afterwards.accept(client);
        } catch (ResourceInUseException present) {
            // Made at an earlier start.
        }
    }
}
