package dev.clickstream.loader;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The loader's settings, read once from the environment. */
record LoaderConfig(
        String kafkaBootstrap,
        String bucket,
        String jdbcUrl,
        String user,
        String password,
        String iamRole,
        Duration cycle,
        long rollRows,
        long rollBytes,
        Path workDirectory) {

    private static final String PREFIX = "LOADER_";

    static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    "LOADER_KAFKA_BOOTSTRAP",
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "Kafka's bootstrap servers, host:port,….")
            .define(
                    "LOADER_BUCKET",
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "Bucket that receives plans, files and manifests.")
            .define(
                    "LOADER_REDSHIFT_JDBC_URL",
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "jdbc:redshift://host:port/database.")
            .define(
                    "LOADER_REDSHIFT_USER",
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "User that owns the schemas landing and ops.")
            .define("LOADER_REDSHIFT_PASSWORD", PASSWORD, NO_DEFAULT_VALUE, HIGH, "That user's password.")
            .define(
                    "LOADER_IAM_ROLE",
                    STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    HIGH,
                    "Role with which Redshift reads the bucket.")
            .define("LOADER_CYCLE_SECONDS", INT, 60, between(1, 86_400), MEDIUM, "Load what is waiting this often.")
            .define(
                    "LOADER_ROLL_ROWS",
                    LONG,
                    1_000_000L,
                    between(1, 100_000_000),
                    MEDIUM,
                    "Load at once when so many records are waiting; also the most that one load takes.")
            .define(
                    "LOADER_ROLL_BYTES",
                    LONG,
                    128L << 20,
                    between(1 << 10, 1L << 30),
                    MEDIUM,
                    "Size of a file, about: a load is divided into files by the size of earlier rows.")
            .define(
                    "LOADER_WORK_DIR",
                    STRING,
                    System.getProperty("java.io.tmpdir"),
                    new NonEmptyString(),
                    MEDIUM,
                    "Directory for files being written.");

    /** @throws ConfigException if a setting is missing, wrong or unknown; the message names all of them */
    static LoaderConfig from(Map<String, String> environment) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeIf(name -> !name.startsWith(PREFIX));
        List<String> problems = new ArrayList<>();
        own.keySet().stream()
                .filter(name -> !SETTINGS.names().contains(name))
                .sorted()
                .forEach(name -> problems.add(name + " is not a setting of the loader"));
        SETTINGS.validate(own).stream().map(ConfigValue::errorMessages).forEach(problems::addAll);
        if (!problems.isEmpty()) {
            throw new ConfigException("wrong settings:\n  " + String.join("\n  ", problems));
        }
        return from(new AbstractConfig(SETTINGS, own, false));
    }

    private static LoaderConfig from(AbstractConfig settings) {
        return new LoaderConfig(
                settings.getString("LOADER_KAFKA_BOOTSTRAP"),
                settings.getString("LOADER_BUCKET"),
                settings.getString("LOADER_REDSHIFT_JDBC_URL"),
                settings.getString("LOADER_REDSHIFT_USER"),
                settings.getPassword("LOADER_REDSHIFT_PASSWORD").value(),
                settings.getString("LOADER_IAM_ROLE"),
                Duration.ofSeconds(settings.getInt("LOADER_CYCLE_SECONDS")),
                settings.getLong("LOADER_ROLL_ROWS"),
                settings.getLong("LOADER_ROLL_BYTES"),
                Path.of(settings.getString("LOADER_WORK_DIR")));
    }
}
