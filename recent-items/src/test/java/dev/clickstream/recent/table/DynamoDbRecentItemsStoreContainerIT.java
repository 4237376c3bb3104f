package dev.clickstream.recent.table;

import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.RecentItemsStoreContract;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The contract on AWS's own image; skipped where there is no Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class DynamoDbRecentItemsStoreContainerIT extends RecentItemsStoreContract {
    private static final int PORT = 8000;

    @Container
    private static final GenericContainer<?> CONTAINER =
            new GenericContainer<>(DockerImageName.parse("amazon/dynamodb-local:2.6.1")).withExposedPorts(PORT);

    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void createTable() {
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://" + CONTAINER.getHost() + ":" + CONTAINER.getMappedPort(PORT)))
                .region(Region.AP_SOUTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        dynamoDb.createTable(table -> table.tableName("recent-items")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute -> attribute.attributeName("profile_id").attributeType(ScalarAttributeType.S),
                        attribute -> attribute.attributeName("category").attributeType(ScalarAttributeType.S))
                .keySchema(
                        key -> key.attributeName("profile_id").keyType(KeyType.HASH),
                        key -> key.attributeName("category").keyType(KeyType.RANGE)));
    }

    @AfterAll
    static void close() {
        dynamoDb.close();
    }

    @Override
    protected RecentItemsStore store() {
        return new DynamoDbRecentItemsStore(dynamoDb, "recent-items");
    }
}
