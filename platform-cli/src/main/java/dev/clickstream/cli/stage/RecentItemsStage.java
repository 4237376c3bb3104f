package dev.clickstream.cli.stage;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.recent.table.Consumption;
import dev.clickstream.recent.table.ConsumptionStore;
import dev.clickstream.recent.table.DynamoDbRecentItemsStore;
import dev.clickstream.recent.table.ErasedItems;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table of recent items. */
public final class RecentItemsStage implements AutoCloseable {
    private static final String TABLE = "recent-items";

    private final DynamoDbClient dynamoDb;

    public RecentItemsStage(Endpoints endpoints) {
        this.dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoints.get("DYNAMODB_ENDPOINT")))
                .region(Region.of(endpoints.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        endpoints.get("AWS_ACCESS_KEY_ID"), endpoints.get("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    public DynamoDbRecentItemsStore store() {
        return DynamoDbRecentItemsStore.live(dynamoDb, TABLE, Clock.systemUTC());
    }

    /** @param erasedBefore gives for an id since when it is somebody new; null if it is not erased */
    public ErasedItems erased(Function<String, @Nullable Instant> erasedBefore) {
        return new ErasedItems(dynamoDb, TABLE, erasedBefore);
    }

    /** Of all sinks since the platform's first start; what a killed one took in its last seconds is missing. */
    Consumption consumption() {
        return new ConsumptionStore(dynamoDb, TABLE).total();
    }

    long profiles() {
        return store().profiles().size();
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
