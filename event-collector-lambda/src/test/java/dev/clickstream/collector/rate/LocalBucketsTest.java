package dev.clickstream.collector.rate;

import io.github.bucket4j.TimeMeter;

class LocalBucketsTest extends BucketsContract {
    private final Buckets buckets = new LocalBuckets(TimeMeter.SYSTEM_NANOTIME);

    @Override
    Buckets buckets() {
        return buckets;
    }
}
