package dev.clickstream.collector.rate;

import static java.util.Objects.requireNonNull;

import dev.clickstream.source.Source;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Buckets of this process. */
final class LocalBuckets implements Buckets {
    private record Key(String source, Source.Rate rate) {}

    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final TimeMeter time;

    LocalBuckets(TimeMeter time) {
        this.time = requireNonNull(time);
    }

    @Override
    public ConsumptionProbe take(String source, Source.Rate rate, long tokens) {
        Key key = new Key(source, rate);
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            // A source has one rate: whatever it had before is done with.
            buckets.keySet().removeIf(other -> other.source().equals(source) && !other.equals(key));
            bucket = buckets.computeIfAbsent(key, this::made);
        }
        return bucket.tryConsumeAndReturnRemaining(tokens);
    }

    private Bucket made(Key key) {
        return Bucket.builder()
                .addLimit(Buckets.configuration(key.rate()).getBandwidths()[0])
                .withCustomTimePrecision(time)
                .build();
    }
}
