package dev.clickstream.collector.publish;

import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.event.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record for Kafka.
 *
 * @param key null when a rejected message showed none
 * @param schema goes into the header {@code schema}; null leaves it out
 */
public record OutgoingRecord(
        String topic,
        @Nullable String key,
        byte[] value,
        @Nullable String schema) {
    /** The name of the header that names the schema. */
    public static final String SCHEMA_HEADER = "schema";

    /** @param batch what was said once for all messages of the batch, an object in JSON; null if nothing */
    public static OutgoingRecord of(Verdict verdict, Instant receivedAt, byte @Nullable [] batch) {
        return switch (verdict) {
            case Verdict.Accepted accepted ->
                new OutgoingRecord(
                        accepted.domain().topic().name(), accepted.key(), accepted.envelope(), accepted.schema());
            case Verdict.Rejected rejected ->
                new OutgoingRecord(
                        Topics.REJECTED.name(),
                        rejected.label().key(),
                        RejectedJson.write(rejected, receivedAt, batch),
                        rejected.label().schema());
        };
    }
}
