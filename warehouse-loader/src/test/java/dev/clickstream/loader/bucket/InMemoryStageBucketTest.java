package dev.clickstream.loader.bucket;

class InMemoryStageBucketTest extends StageBucketContract {
    private final StageBucket bucket = new InMemoryStageBucket();

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
