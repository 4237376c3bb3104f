package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.AsyncRecentItemsStore;
import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItemsStore.Outcome;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.pointer.CachedTablePointer;
import dev.clickstream.recent.pointer.TablePointerStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@link DynamoDbRecentItemsStore} without waiting. */
public final class DynamoDbAsyncRecentItemsStore implements AsyncRecentItemsStore {
    private final DynamoDbAsyncClient dynamoDb;
    private final Supplier<CompletableFuture<String>> table;
    private final ConsumptionMeter meter;

    private DynamoDbAsyncRecentItemsStore(
            DynamoDbAsyncClient dynamoDb, Supplier<CompletableFuture<String>> table, ConsumptionMeter meter) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
        this.meter = requireNonNull(meter, "meter");
    }

    /**
     * One table, whatever the pointer says.
     *
     * @param meter counts what this store consumes, perhaps with others
     */
    public DynamoDbAsyncRecentItemsStore(DynamoDbAsyncClient dynamoDb, String table, ConsumptionMeter meter) {
        this(dynamoDb, () -> CompletableFuture.completedFuture(table), meter);
        requireNonNull(table, "table");
    }

    /** The live table, found by the pointer in the base table: a rebuild's switch is followed within 5 seconds. */
    public static DynamoDbAsyncRecentItemsStore live(DynamoDbAsyncClient dynamoDb, String baseTable, Clock clock) {
        CachedTablePointer cached = new CachedTablePointer(() -> TablePointerStore.read(dynamoDb, baseTable), clock);
        return new DynamoDbAsyncRecentItemsStore(
                dynamoDb,
                () -> cached.current().thenApply(tables -> tables.live().name()),
                new ConsumptionMeter());
    }

    @Override
    public CompletableFuture<Outcome> write(Snapshot snapshot) {
        return table.get().thenCompose(to -> {
            CompletableFuture<Outcome> outcome = CompletableFuture.completedFuture(Outcome.STORED);
            for (Map<String, AttributeValue> item : TableRequests.items(snapshot)) {
                outcome = outcome.thenCompose(before -> before instanceof Outcome.Unwritable
                        ? CompletableFuture.completedFuture(before)
                        : put(to, item));
            }
            return outcome;
        });
    }

    @Override
    public CompletableFuture<List<CategoryItems>> read(String profileId) {
        return table.get().thenCompose(from -> page(from, profileId, Map.of(), new ArrayList<>()));
    }

    /** What this store's reads and writes took so far. */
    public Consumption consumption() {
        return meter.total();
    }

    private CompletableFuture<List<CategoryItems>> page(
            String from, String profileId, Map<String, AttributeValue> after, List<Map<String, AttributeValue>> items) {
        return dynamoDb.query(TableRequests.query(from, profileId, after)).thenCompose(page -> {
            TableRequests.count(page, meter);
            items.addAll(page.items());
            return page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty()
                    ? page(from, profileId, page.lastEvaluatedKey(), items)
                    : CompletableFuture.completedFuture(SnapshotItem.read(items));
        });
    }

    private CompletableFuture<Outcome> put(String to, Map<String, AttributeValue> item) {
        return TableRequests.tooLarge(item)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> dynamoDb.putItem(TableRequests.put(to, item))
                        .thenApply(response -> {
                            meter.wrote(response.consumedCapacity().capacityUnits(), TableRequests.predicted(item));
                            return Outcome.STORED;
                        })
                        .exceptionally(failure -> TableRequests.failed(failure, item, meter)));
    }
}
