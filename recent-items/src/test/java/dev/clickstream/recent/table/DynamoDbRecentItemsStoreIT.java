package dev.clickstream.recent.table;

import dev.clickstream.recent.RecentItemsStore;
import dev.clickstream.recent.RecentItemsStoreContract;

/** The contract on the local platform's DynamoDB. */
class DynamoDbRecentItemsStoreIT extends RecentItemsStoreContract {
    @Override
    protected RecentItemsStore store() {
        return new DynamoDbRecentItemsStore(LocalDynamoDb.client(), LocalDynamoDb.TABLE);
    }
}
