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

import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.collector.sync.UserTokens;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.RedisConnection;
import dev.clickstream.settings.Settings;
import java.time.Duration;
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
 * @param redis null where devices are not synced
 * @param syncTokens null where devices are not synced
 */
public record CollectorSettings(
        String host,
        int port,
        KafkaConnection kafka,
        WriteKeySetting writeKeys,
        DecodeLimits limits,
        Duration deliveryTimeout,
        Duration clockTolerance,
        @Nullable RedisConnection redis,
        @Nullable SyncTokenSetting syncTokens) {
    /** Something secret: given as it is, or where it lies. */
    public sealed interface SecretText {
        record Given(String text) implements SecretText {
            @Override
            public String toString() {
                return "[hidden]";
            }
        }

        /** @param id ARN or name */
        record InSecret(String id) implements SecretText {}
    }

    /**
     * How to check who asks for a person's state.
     *
     * @param keys a JWK set
     * @param audience that a token must name; null if that is not looked at
     */
    public record SyncTokenSetting(
            SecretText keys, @Nullable String audience) {}

    /** Where the write keys are. */
    public sealed interface WriteKeySetting {
        record Listed(WriteKeys keys) implements WriteKeySetting {}

        /** @param id ARN or name */
        record InSecret(String id) implements WriteKeySetting {}
    }

    private static final String PREFIX = "COLLECTOR_";

    public static final Settings SETTINGS = new Settings(
            "collector",
            PREFIX,
            connections()
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
                            "Write keys and the source each names, key=source,key2=source2. This or the next is required.")
                    .define(
                            "COLLECTOR_WRITE_KEYS_SECRET",
                            STRING,
                            null,
                            HIGH,
                            "ARN or name of the secret in AWS Secrets Manager that holds them as a JSON object; read again each minute.")
                    .define(
                            "COLLECTOR_MAX_BODY_BYTES",
                            INT,
                            1_048_576,
                            between(1024, 16 << 20),
                            MEDIUM,
                            "Largest body, as posted and again inflated.")
                    .define("COLLECTOR_MAX_EVENTS", INT, 2500, between(1, 100_000), MEDIUM, "Most events in one body.")
                    .define(
                            "COLLECTOR_MAX_EVENT_BYTES",
                            INT,
                            32_768,
                            between(256, 65_535),
                            MEDIUM,
                            "Largest event; a larger one is rejected alone.")
                    .define(
                            "COLLECTOR_DELIVERY_TIMEOUT_MS",
                            INT,
                            8000,
                            between(500, 120_000),
                            MEDIUM,
                            "Time for the brokers to acknowledge a request's events; then it is answered with 503.")
                    .define(
                            "COLLECTOR_CLOCK_SKEW_SECONDS",
                            LONG,
                            10L,
                            between(0, 86_400),
                            LOW,
                            "A client clock further off than this is corrected.")
                    .define(
                            "COLLECTOR_SYNC_KEYS",
                            PASSWORD,
                            null,
                            CollectorSettings::requireTokenKeys,
                            MEDIUM,
                            "JWK set of the keys that sign users' tokens: shared secrets of your backend, or public keys. With Redis, devices "
                                    + "can then ask for what changed.")
                    .define(
                            "COLLECTOR_SYNC_KEYS_SECRET",
                            STRING,
                            null,
                            MEDIUM,
                            "ARN or name of the secret in AWS Secrets Manager that holds them; read again each minute.")
                    .define(
                            "COLLECTOR_SYNC_AUDIENCE",
                            STRING,
                            null,
                            LOW,
                            "Audience (aud) that such a token must name; not looked at if not given."));

    private static ConfigDef connections() {
        return RedisConnection.define(
                KafkaConnection.define(new ConfigDef(), PREFIX),
                PREFIX,
                "Holds what a person's other devices are told.");
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
                writeKeys(values),
                new DecodeLimits(
                        values.getInt("COLLECTOR_MAX_BODY_BYTES"),
                        values.getInt("COLLECTOR_MAX_EVENTS"),
                        values.getInt("COLLECTOR_MAX_EVENT_BYTES")),
                Duration.ofMillis(values.getInt("COLLECTOR_DELIVERY_TIMEOUT_MS")),
                Duration.ofSeconds(values.getLong("COLLECTOR_CLOCK_SKEW_SECONDS")),
                RedisConnection.of(values, PREFIX),
                syncTokens(values));
    }

    private static @Nullable SyncTokenSetting syncTokens(AbstractConfig values) {
        Password keys = values.getPassword("COLLECTOR_SYNC_KEYS");
        String secret = values.getString("COLLECTOR_SYNC_KEYS_SECRET");
        if (keys != null && secret != null) {
            throw new ConfigException("only one of COLLECTOR_SYNC_KEYS and COLLECTOR_SYNC_KEYS_SECRET is to be set");
        }
        if (keys == null && secret == null) {
            return null;
        }
        if (values.getString("COLLECTOR_REDIS_URL") == null) {
            throw new ConfigException("COLLECTOR_REDIS_URL is missing: what devices are told is read there");
        }
        return new SyncTokenSetting(
                keys == null ? new SecretText.InSecret(requireNonNull(secret)) : new SecretText.Given(keys.value()),
                values.getString("COLLECTOR_SYNC_AUDIENCE"));
    }

    private static WriteKeySetting writeKeys(AbstractConfig values) {
        Password list = values.getPassword("COLLECTOR_WRITE_KEYS");
        String secret = values.getString("COLLECTOR_WRITE_KEYS_SECRET");
        if ((list == null) == (secret == null)) {
            throw new ConfigException("%s of COLLECTOR_WRITE_KEYS and COLLECTOR_WRITE_KEYS_SECRET is to be set"
                    .formatted(list == null ? "one" : "only one"));
        }
        return list == null
                ? new WriteKeySetting.InSecret(requireNonNull(secret))
                : new WriteKeySetting.Listed(WriteKeys.parse(list.value()));
    }

    private static void requireWriteKeys(String name, Object value) {
        if (value == null) {
            return;
        }
        try {
            WriteKeys.parse(((Password) value).value());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    private static void requireTokenKeys(String name, Object value) {
        if (value == null) {
            return;
        }
        try {
            UserTokens.keys(((Password) value).value());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }
}
