package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.pointer.TablePointerStore;
import dev.clickstream.recent.table.Consumption;
import dev.clickstream.recent.table.ConsumptionMeter;
import dev.clickstream.recent.table.ConsumptionStore;
import dev.clickstream.recent.table.DynamoDbAsyncRecentItemsStore;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB as the sink uses it. The SDK's own retries are off: the sink tries again itself, for as long as it takes, and one
 * place alone must decide how often a store in trouble is asked.
 */
public final class SinkStore implements AutoCloseable {
    /** Within it a call is answered or counts as failed; it may have been applied all the same. */
    public static final Duration CALL_WITHIN = Duration.ofSeconds(5);
    /** A snapshot may go to two tables. */
    private static final int CALLS_PER_WRITE = 2;

    private final DynamoDbAsyncClient asyncClient;
    private final DynamoDbClient client;
    private final LiveTables tables;
    private final ConsumptionMeter meter;
    private final ConsumptionNotes notes;

    private SinkStore(DynamoDbAsyncClient asyncClient, DynamoDbClient client, String baseTable) {
        this.asyncClient = requireNonNull(asyncClient, "asyncClient");
        this.client = requireNonNull(client, "client");
        this.meter = new ConsumptionMeter();
        this.tables = new LiveTables(
                () -> TablePointerStore.read(asyncClient, baseTable),
                table -> new DynamoDbAsyncRecentItemsStore(asyncClient, table, meter)::write,
                Clock.systemUTC());
        this.notes = new ConsumptionNotes(new ConsumptionStore(client, baseTable), meter::total);
    }

    /**
     * With the SDK's own settings for where DynamoDB is. Begins to follow the table pointer.
     *
     * @param baseTable the table that holds the pointer
     * @param concurrency snapshots that are written at once
     */
    public static SinkStore open(String baseTable, int concurrency) {
        return open(DynamoDbAsyncClient.builder(), DynamoDbClient.create(), baseTable, concurrency);
    }

    /** With a DynamoDB of the caller's choice; both clients are closed with this. */
    static SinkStore open(
            DynamoDbAsyncClientBuilder asyncClient, DynamoDbClient client, String baseTable, int concurrency) {
        asyncClient
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CALLS_PER_WRITE * concurrency + 1))
                .overrideConfiguration(settings ->
                        settings.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(CALL_WITHIN));
        SinkStore store = new SinkStore(asyncClient.build(), client, baseTable);
        store.tables.start();
        store.notes.start();
        return store;
    }

    public SnapshotWriter writer() {
        return tables;
    }

    /** What this process consumed so far. */
    public Consumption consumption() {
        return meter.total();
    }

    @Override
    public void close() {
        tables.close();
        notes.close();
        asyncClient.close();
        client.close();
    }
}
