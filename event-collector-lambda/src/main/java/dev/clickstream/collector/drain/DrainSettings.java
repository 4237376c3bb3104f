package dev.clickstream.collector.drain;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.KafkaEventPublisher;
import dev.clickstream.collector.spill.SpillSettings;
import dev.clickstream.collector.spill.SpillStore;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a drain that is no part of a running collector is told.
 *
 * @param prefix ends with a slash
 * @param deliveryTimeout in which a round's records are acknowledged
 * @param time after which no round begins
 */
public record DrainSettings(
        KafkaConnection kafka, String bucket, String prefix, Duration deliveryTimeout, Duration time) {
    private static final String PREFIX = "DRAIN_";
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(10);

    public static final Settings SETTINGS = new Settings(
            "drain",
            PREFIX,
            KafkaConnection.define(new ConfigDef(), PREFIX)
                    .define(
                            "DRAIN_BUCKET",
                            STRING,
                            NO_DEFAULT_VALUE,
                            new ConfigDef.NonEmptyString(),
                            HIGH,
                            "Bucket of S3 in which batches wait.")
                    .define(
                            "DRAIN_PREFIX",
                            STRING,
                            "spill/",
                            SpillSettings::requireFolder,
                            LOW,
                            "Where in that bucket; ends with a slash.")
                    .define(
                            "DRAIN_DELIVERY_TIMEOUT_MS",
                            INT,
                            30_000,
                            between(500, 120_000),
                            LOW,
                            "Time for the brokers to acknowledge a round of batches.")
                    .define(
                            "DRAIN_SECONDS",
                            INT,
                            50,
                            between(1, 86_400),
                            LOW,
                            "After so long no round begins. A function must outlast this and the delivery timeout together."));

    public DrainSettings {
        requireNonNull(kafka);
        requireNonNull(bucket);
        requireNonNull(prefix);
        requireNonNull(deliveryTimeout);
        requireNonNull(time);
    }

    /** @throws ConfigException naming every problem at once, one a line */
    public static DrainSettings from(Map<String, String> environment) {
        return SETTINGS.read(environment, DrainSettings::of);
    }

    private static DrainSettings of(AbstractConfig values) {
        return new DrainSettings(
                KafkaConnection.of(values, PREFIX),
                values.getString("DRAIN_BUCKET"),
                values.getString("DRAIN_PREFIX"),
                Duration.ofMillis(values.getInt("DRAIN_DELIVERY_TIMEOUT_MS")),
                Duration.ofSeconds(values.getInt("DRAIN_SECONDS")));
    }

    /** Closed by the caller. */
    public SpillStore store() {
        return SpillSettings.open(bucket, prefix, STORE_TIMEOUT);
    }

    /** Closed by the caller. */
    public EventPublisher publisher() {
        return new KafkaEventPublisher(kafka, deliveryTimeout);
    }
}
