package dev.clickstream.loader.stage;

class InMemoryStageBucketTest extends StageBucketContract {
    private final StageBucket bucket = new InMemoryStageBucket();

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
