package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.RecentItemsStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract on the table that a deployment of the stack State made; {@code ./clickstream test --infra} names it. */
@EnabledIfEnvironmentVariable(named = "CLICKSTREAM_DEPLOYED_TABLE", matches = ".+")
class DeployedRecentItemsStoreIT extends RecentItemsStoreContract {
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void connect() {
        dynamoDb = DynamoDbClient.create();
    }

    @AfterAll
    static void close() {
        dynamoDb.close();
    }

    @Override
    protected RecentItemsStore store() {
        return new DynamoDbRecentItemsStore(dynamoDb, requireNonNull(System.getenv("CLICKSTREAM_DEPLOYED_TABLE")));
    }
}
