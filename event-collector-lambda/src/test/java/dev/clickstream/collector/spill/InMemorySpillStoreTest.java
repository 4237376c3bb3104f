package dev.clickstream.collector.spill;

class InMemorySpillStoreTest extends SpillStoreContract {
    private final SpillStore store = new InMemorySpillStore();

    @Override
    SpillStore store() {
        return store;
    }
}
