package dev.clickstream.collector;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.collector.access.WriteKeys;
import dev.clickstream.collector.decode.DecodeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/**
 * The collector's settings, read once from the environment and refused as a whole when one is wrong.
 *
 * @param deliveryTimeout in which a request's records are acknowledged or the sender is told to come again
 * @param clockTolerance a client clock further off than this is corrected
 */
public record CollectorSettings(
        String host,
        int port,
        String kafkaBootstrap,
        WriteKeys writeKeys,
        DecodeLimits limits,
        Duration deliveryTimeout,
        Duration clockTolerance) {
    private static final String PREFIX = "COLLECTOR_";

    static final ConfigDef SETTINGS = new ConfigDef()
            .define("COLLECTOR_PORT", INT, 8080, between(0, 65_535), MEDIUM, "Port to serve on; 0 takes any free one.")
            .define("COLLECTOR_HOST", STRING, "0.0.0.0", new ConfigDef.NonEmptyString(), MEDIUM, "Address to serve on.")
            .define(
                    "COLLECTOR_KAFKA_BOOTSTRAP",
                    STRING,
                    NO_DEFAULT_VALUE,
                    CollectorSettings::requireBootstrap,
                    HIGH,
                    "Kafka brokers, host:port,host:port.")
            .define(
                    "COLLECTOR_WRITE_KEYS",
                    PASSWORD,
                    NO_DEFAULT_VALUE,
                    CollectorSettings::requireWriteKeys,
                    HIGH,
                    "Write keys and the source each names, key=source,key2=source2.")
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
                    "A client clock further off than this is corrected.");

    /** @throws ConfigException naming every problem at once, one a line */
    public static CollectorSettings from(Map<String, String> environment) {
        Map<String, String> given = new TreeMap<>(environment);
        given.keySet().removeIf(name -> !name.startsWith(PREFIX));
        List<String> problems = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!SETTINGS.names().contains(name)) {
                problems.add("%s is not a setting; there are %s"
                        .formatted(name, SETTINGS.names().stream().sorted().toList()));
            }
        }
        given.keySet().retainAll(SETTINGS.names());
        for (ConfigValue value : SETTINGS.validate(given)) {
            problems.addAll(value.errorMessages());
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
        return of(new AbstractConfig(SETTINGS, given, false));
    }

    private static CollectorSettings of(AbstractConfig values) {
        return new CollectorSettings(
                values.getString("COLLECTOR_HOST"),
                values.getInt("COLLECTOR_PORT"),
                values.getString("COLLECTOR_KAFKA_BOOTSTRAP"),
                WriteKeys.parse(values.getPassword("COLLECTOR_WRITE_KEYS").value()),
                new DecodeLimits(
                        values.getInt("COLLECTOR_MAX_BODY_BYTES"),
                        values.getInt("COLLECTOR_MAX_EVENTS"),
                        values.getInt("COLLECTOR_MAX_EVENT_BYTES")),
                Duration.ofMillis(values.getInt("COLLECTOR_DELIVERY_TIMEOUT_MS")),
                Duration.ofSeconds(values.getLong("COLLECTOR_CLOCK_SKEW_SECONDS")));
    }

    private static void requireBootstrap(String name, Object value) {
        if (value == null || !value.toString().matches("[^,:\\s]+:[0-9]{1,5}(,[^,:\\s]+:[0-9]{1,5})*")) {
            throw new ConfigException(name, value, "must be host:port,host:port");
        }
    }

    private static void requireWriteKeys(String name, Object value) {
        try {
            WriteKeys.parse(value == null ? "" : ((Password) value).value());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }
}
