package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.collector.capacity.RequestLimits;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.collector.spill.SpillSettings;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.RedisConnection;
import dev.clickstream.settings.Settings;
import dev.clickstream.source.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The collector's settings, read once from the environment and refused as a whole when one is wrong.
 *
 * @param deliveryTimeout in which a request's records are acknowledged or the sender is told to come again
 * @param clockTolerance a client clock further off than this is corrected
 * @param redis null where devices are not synced, and rates are not shared between instances
 * @param spill null where batches that Kafka does not take are answered with 503
 */
public record CollectorSettings(
        String host,
        int port,
        KafkaConnection kafka,
        SourcesSetting sources,
        PiiKeySetting piiKeys,
        DecodeLimits limits,
        RequestLimits requests,
        LimitSettings.DuplicateWindow duplicates,
        Duration deliveryTimeout,
        Duration clockTolerance,
        @Nullable RedisConnection redis,
        @Nullable SpillSettings spill) {
    /** Where the sources are. */
    public sealed interface SourcesSetting {
        record Listed(Sources sources) implements SourcesSetting {}

        record InFile(Path file) implements SourcesSetting {}

        /** @param id ARN or name */
        record InSecret(String id) implements SourcesSetting {}
    }

    /** Where the keys are that personal data is treated with. */
    public sealed interface PiiKeySetting {
        record InFile(Path path) implements PiiKeySetting {}

        /** @param id ARN or name */
        record InSecret(String id) implements PiiKeySetting {}
    }

    private static final String PREFIX = "COLLECTOR_";

    public static final Settings SETTINGS = new Settings(
            "collector",
            PREFIX,
            SpillSettings.define(LimitSettings.define(connections()))
                    .define(
                            "COLLECTOR_PORT",
                            INT,
                            8080,
                            between(0, 65_535),
                            MEDIUM,
                            "Port to serve on; 0 takes any free one.")
                    .define(
                            "COLLECTOR_HOST",
                            STRING,
                            "0.0.0.0",
                            new ConfigDef.NonEmptyString(),
                            MEDIUM,
                            "Address to serve on.")
                    .define(
                            "COLLECTOR_WRITE_KEYS",
                            PASSWORD,
                            null,
                            CollectorSettings::requireWriteKeys,
                            HIGH,
                            "Write keys and the source each names, key=source,key2=source2; each may send anything. One of this and the next two is required.")
                    .define(
                            "COLLECTOR_SOURCES_FILE",
                            STRING,
                            null,
                            HIGH,
                            "File with the document of all sources, which ./clickstream sources edits; read again each minute.")
                    .define(
                            "COLLECTOR_SOURCES_SECRET",
                            STRING,
                            null,
                            HIGH,
                            "ARN or name of the secret in AWS Secrets Manager that holds that document; read again each minute.")
                    .define(
                            "COLLECTOR_PII_KEYS_FILE",
                            STRING,
                            null,
                            HIGH,
                            "File with the keys that personal data is treated with, a JSON object; read again each minute. This or the next is required.")
                    .define(
                            "COLLECTOR_PII_KEYS_SECRET",
                            STRING,
                            null,
                            HIGH,
                            "ARN or name of the secret in AWS Secrets Manager that holds them instead; read again each minute.")
                    .define(
                            "COLLECTOR_DELIVERY_TIMEOUT_MS",
                            INT,
                            8000,
                            between(500, 120_000),
                            MEDIUM,
                            "Time for the brokers to acknowledge a request's events; then they are spilled, or it is answered with 503.")
                    .define(
                            "COLLECTOR_CLOCK_SKEW_SECONDS",
                            LONG,
                            10L,
                            between(0, 86_400),
                            LOW,
                            "A client clock further off than this is corrected."));

    private static ConfigDef connections() {
        return RedisConnection.define(
                KafkaConnection.define(new ConfigDef(), PREFIX),
                PREFIX,
                "Holds what a person's other devices are told, and what each source has left of its rate.");
    }

    /** @throws ConfigException naming every problem at once, one a line */
    public static CollectorSettings from(Map<String, String> environment) {
        return SETTINGS.read(environment, CollectorSettings::of);
    }

    private static CollectorSettings of(AbstractConfig values) {
        List<String> problems = RedisConnection.problems(values, PREFIX);
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n  ", problems));
        }
        return new CollectorSettings(
                values.getString("COLLECTOR_HOST"),
                values.getInt("COLLECTOR_PORT"),
                KafkaConnection.of(values, PREFIX),
                sources(values),
                piiKeys(values),
                LimitSettings.decodeLimits(values),
                LimitSettings.requestLimits(values),
                LimitSettings.duplicates(values),
                Duration.ofMillis(values.getInt("COLLECTOR_DELIVERY_TIMEOUT_MS")),
                Duration.ofSeconds(values.getLong("COLLECTOR_CLOCK_SKEW_SECONDS")),
                RedisConnection.of(values, PREFIX),
                SpillSettings.of(values));
    }

    private static SourcesSetting sources(AbstractConfig values) {
        List<SourcesSetting> given = new ArrayList<>();
        Password list = values.getPassword("COLLECTOR_WRITE_KEYS");
        if (list != null) {
            given.add(new SourcesSetting.Listed(Sources.parse(list.value())));
        }
        if (values.getString("COLLECTOR_SOURCES_FILE") != null) {
            given.add(new SourcesSetting.InFile(Path.of(values.getString("COLLECTOR_SOURCES_FILE"))));
        }
        if (values.getString("COLLECTOR_SOURCES_SECRET") != null) {
            given.add(new SourcesSetting.InSecret(values.getString("COLLECTOR_SOURCES_SECRET")));
        }
        if (given.size() != 1) {
            throw new ConfigException(
                    "%s of COLLECTOR_WRITE_KEYS, COLLECTOR_SOURCES_FILE and COLLECTOR_SOURCES_SECRET is to be set"
                            .formatted(given.isEmpty() ? "one" : "only one"));
        }
        return given.getFirst();
    }

    private static PiiKeySetting piiKeys(AbstractConfig values) {
        String file = values.getString("COLLECTOR_PII_KEYS_FILE");
        String secret = values.getString("COLLECTOR_PII_KEYS_SECRET");
        if ((file == null) == (secret == null)) {
            throw new ConfigException(
                    "%s of COLLECTOR_PII_KEYS_FILE and COLLECTOR_PII_KEYS_SECRET is to be set: the tracking plan treats personal data, which needs keys"
                            .formatted(file == null ? "one" : "only one"));
        }
        return file == null
                ? new PiiKeySetting.InSecret(requireNonNull(secret))
                : new PiiKeySetting.InFile(Path.of(file));
    }

    private static void requireWriteKeys(String name, Object value) {
        if (value == null) {
            return;
        }
        try {
            Sources.parse(((Password) value).value());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }
}
