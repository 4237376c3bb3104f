package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where batches are kept that Kafka does not take.
 *
 * @param prefix ends with a slash
 * @param timeout for keeping one batch, all tries together
 * @param circuit how long batches are spilled at once after Kafka has failed
 * @param drainEvery pause between two drains of a running collector; zero if it never drains
 */
public record SpillSettings(String bucket, String prefix, Duration timeout, Duration circuit, Duration drainEvery) {
    private static final String BUCKET = "COLLECTOR_SPILL_BUCKET";
    private static final String PREFIX = "COLLECTOR_SPILL_PREFIX";
    private static final String TIMEOUT = "COLLECTOR_SPILL_TIMEOUT_MS";
    private static final String CIRCUIT = "COLLECTOR_SPILL_CIRCUIT_MS";
    private static final String DRAIN = "COLLECTOR_SPILL_DRAIN_SECONDS";

    public SpillSettings {
        requireNonNull(bucket);
        requireNonNull(prefix);
        requireNonNull(timeout);
        requireNonNull(circuit);
        requireNonNull(drainEvery);
    }

    public static ConfigDef define(ConfigDef settings) {
        return settings.define(
                        BUCKET,
                        STRING,
                        null,
                        MEDIUM,
                        "Bucket of S3 that keeps accepted batches while Kafka does not take them; they are drained later. Without it they are answered with 503.")
                .define(
                        PREFIX,
                        STRING,
                        "spill/",
                        SpillSettings::requireFolder,
                        LOW,
                        "Where in that bucket; ends with a slash.")
                .define(
                        TIMEOUT,
                        INT,
                        4000,
                        between(500, 60_000),
                        LOW,
                        "Time for S3 to keep a batch; then it is answered with 503. A function must outlast this and the delivery timeout together.")
                .define(
                        CIRCUIT,
                        INT,
                        5000,
                        between(0, 600_000),
                        LOW,
                        "For so long after Kafka has failed batches are spilled at once; then one tries Kafka again.")
                .define(
                        DRAIN,
                        INT,
                        30,
                        between(0, 86_400),
                        LOW,
                        "How often a running collector drains what waits; 0: never. A function does not: its drain is a function of its own.");
    }

    /** Null where no bucket is named. */
    public static @Nullable SpillSettings of(AbstractConfig values) {
        String bucket = values.getString(BUCKET);
        return bucket == null
                ? null
                : new SpillSettings(
                        bucket,
                        values.getString(PREFIX),
                        Duration.ofMillis(values.getInt(TIMEOUT)),
                        Duration.ofMillis(values.getInt(CIRCUIT)),
                        Duration.ofSeconds(values.getInt(DRAIN)));
    }

    /** Region, credentials and endpoint come from the environment. */
    public SpillStore open() {
        return open(bucket, prefix, timeout);
    }

    /** @param timeout for one call, all tries together */
    public static SpillStore open(String bucket, String prefix, Duration timeout) {
        return new S3SpillStore(
                () -> S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .overrideConfiguration(settings ->
                                settings.apiCallTimeout(timeout).apiCallAttemptTimeout(timeout.dividedBy(2)))
                        .build(),
                bucket,
                prefix);
    }

    /** @throws ConfigException if it is no prefix of keys */
    public static void requireFolder(String name, Object value) {
        String prefix = (String) value;
        if (!prefix.endsWith("/") || prefix.startsWith("/")) {
            throw new ConfigException(name, value, "it must end with a slash, and not begin with one");
        }
    }
}
