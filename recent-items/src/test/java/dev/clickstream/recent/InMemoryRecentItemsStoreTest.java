package dev.clickstream.recent;

class InMemoryRecentItemsStoreTest extends RecentItemsStoreContract {
    private final RecentItemsStore store = new InMemoryRecentItemsStore();

    @Override
    protected RecentItemsStore store() {
        return store;
    }
}
