package dev.clickstream.recent.table;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.RecentItemsStoreContract;
import dev.clickstream.recent.Snapshot;
import java.util.List;

/** The same contract without waiting. */
class DynamoDbAsyncRecentItemsStoreIT extends RecentItemsStoreContract {
    private final DynamoDbAsyncRecentItemsStore store =
            new DynamoDbAsyncRecentItemsStore(LocalDynamoDb.asyncClient(), LocalDynamoDb.TABLE, new ConsumptionMeter());

    @Override
    protected RecentItemsStore store() {
        return new RecentItemsStore() {
            @Override
            public Outcome write(Snapshot snapshot) {
                return store.write(snapshot).join();
            }

            @Override
            public List<CategoryItems> read(String profileId) {
                return store.read(profileId).join();
            }
        };
    }
}
