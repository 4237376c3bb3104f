package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.bucket.InMemoryStageBucket;
import dev.clickstream.loader.bucket.StageBucket;

class InMemoryWarehouseTest extends WarehouseContract {
    private final StageBucket bucket = new InMemoryStageBucket();
    private final Warehouse warehouse = new InMemoryWarehouse(bucket);

    @Override
    protected Warehouse warehouse() {
        return warehouse;
    }

    @Override
    protected Warehouse other() {
        return warehouse;
    }

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
