package dev.clickstream.collector.rate;

import dev.clickstream.source.Source;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/** A token bucket for each source: it fills at the source's rate up to its burst. */
interface Buckets {
    /** Takes so many tokens at once or none, and then tells when they will be there. */
    ConsumptionProbe take(String source, Source.Rate rate, long tokens);

    static BucketConfiguration configuration(Source.Rate rate) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(rate.burst())
                        .refillGreedy(rate.eventsPerSecond(), java.time.Duration.ofSeconds(1)))
                .build();
    }
}
