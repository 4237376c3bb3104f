package dev.clickstream.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.processor.collation.CollationSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the stream services, read once from the environment.
 *
 * @param services which of the three run in this process
 * @param instanceId a stable name of this instance; null for none
 * @param trackingPlans a directory of the operator's own tracking plans; null if there is none
 */
record ProcessorConfig(
        Set<Service> services,
        String kafkaBootstrap,
        URI redisUrl,
        Path stateDirectory,
        @Nullable String instanceId,
        int threads,
        int replicas,
        Duration commitInterval,
        CollationSettings collation,
        Duration rulesRefresh,
        String recentItemsTable,
        int sinkConcurrency,
        @Nullable Path trackingPlans) {

    /** A deployable service; several may share a process. */
    enum Service {
        WORKFLOWS,
        GROUPS,
        SINK
    }

    private static final String PREFIX = "PROCESSOR_";

    static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    "PROCESSOR_SERVICES",
                    LIST,
                    "workflows,groups,sink",
                    ConfigDef.ValidList.in("workflows", "groups", "sink"),
                    HIGH,
                    "Which services run in this process: workflows, groups, sink.")
            .define(
                    "PROCESSOR_KAFKA_BOOTSTRAP",
                    STRING,
                    NO_DEFAULT_VALUE,
                    HIGH,
                    "Kafka's bootstrap servers, host:port,….")
            .define(
                    "PROCESSOR_REDIS_URL",
                    STRING,
                    NO_DEFAULT_VALUE,
                    HIGH,
                    "Redis with the rules, redis://host:port or rediss:// for TLS. Read by workflows.")
            .define(
                    "PROCESSOR_STATE_DIR",
                    STRING,
                    NO_DEFAULT_VALUE,
                    HIGH,
                    "Directory for the state stores; survives restarts.")
            .define(
                    "PROCESSOR_INSTANCE_ID",
                    STRING,
                    null,
                    MEDIUM,
                    "A name that this instance keeps over restarts (Kafka's static membership): it has its partitions back at "
                            + "once, instead of after the session timeout.")
            .define("PROCESSOR_THREADS", INT, 1, between(1, 64), MEDIUM, "Stream threads per service.")
            .define(
                    "PROCESSOR_STANDBY_REPLICAS",
                    INT,
                    0,
                    between(0, 2),
                    MEDIUM,
                    "Copies of the state on other instances, for a quick take-over.")
            .define(
                    "PROCESSOR_COMMIT_INTERVAL_MS",
                    INT,
                    100,
                    between(10, 30_000),
                    LOW,
                    "How often a transaction is committed; adds to the time from event to item twice.")
            .define(
                    "PROCESSOR_COLLATION_WINDOW_MS",
                    INT,
                    2_000,
                    between(0, 300_000),
                    HIGH,
                    "A group closes this long after its first activity. Longer means fewer DynamoDB writes.")
            .define(
                    "PROCESSOR_COLLATION_MAX_EVENTS",
                    INT,
                    1_000,
                    between(1, 1_000_000),
                    LOW,
                    "A group closes at this many activities whatever its age.")
            .define(
                    "PROCESSOR_MAX_POINTS",
                    INT,
                    1_000,
                    between(30, 100_000),
                    LOW,
                    "Points kept per category of a profile, removals included.")
            .define(
                    "PROCESSOR_GENERATION",
                    LONG,
                    1L,
                    between(1, Integer.MAX_VALUE),
                    LOW,
                    "Generation of the recent-items table; a rebuild has the next one.")
            .define(
                    "PROCESSOR_RULES_REFRESH_MS",
                    INT,
                    2_000,
                    between(100, 3_600_000),
                    LOW,
                    "How often the rules are fetched from Redis.")
            .define(
                    "PROCESSOR_RECENT_ITEMS_TABLE",
                    STRING,
                    "recent-items",
                    MEDIUM,
                    "DynamoDB table that the sink writes.")
            .define("PROCESSOR_SINK_CONCURRENCY", INT, 16, between(1, 256), LOW, "DynamoDB writes under way at once.")
            .define(
                    "PROCESSOR_TRACKING_PLANS",
                    STRING,
                    null,
                    LOW,
                    "Directory of your own tracking plans, beside the ones that ship.");

    /**
     * @param environment of the process; names without the prefix are not looked at
     * @throws ConfigException naming every wrong, missing and unknown setting at once
     */
    static ProcessorConfig from(Map<String, String> environment) {
        Map<String, String> own = new HashMap<>(environment);
        own.keySet().removeIf(name -> !name.startsWith(PREFIX));
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : SETTINGS.validate(own)) {
            problems.addAll(value.errorMessages());
        }
        Set<String> unknown = new TreeSet<>(own.keySet());
        unknown.removeAll(SETTINGS.names());
        unknown.forEach(
                name -> problems.add("Unknown setting " + name + "; known are " + new TreeSet<>(SETTINGS.names())));
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join(System.lineSeparator(), problems));
        }
        return of(new AbstractConfig(SETTINGS, own, false));
    }

    private static ProcessorConfig of(AbstractConfig settings) {
        Set<Service> services = EnumSet.noneOf(Service.class);
        settings.getList("PROCESSOR_SERVICES")
                .forEach(name -> services.add(Service.valueOf(name.toUpperCase(Locale.ROOT))));
        String plans = settings.getString("PROCESSOR_TRACKING_PLANS");
        return new ProcessorConfig(
                services,
                settings.getString("PROCESSOR_KAFKA_BOOTSTRAP"),
                URI.create(settings.getString("PROCESSOR_REDIS_URL")),
                Path.of(settings.getString("PROCESSOR_STATE_DIR")),
                settings.getString("PROCESSOR_INSTANCE_ID"),
                settings.getInt("PROCESSOR_THREADS"),
                settings.getInt("PROCESSOR_STANDBY_REPLICAS"),
                Duration.ofMillis(settings.getInt("PROCESSOR_COMMIT_INTERVAL_MS")),
                new CollationSettings(
                        Duration.ofMillis(settings.getInt("PROCESSOR_COLLATION_WINDOW_MS")),
                        settings.getInt("PROCESSOR_COLLATION_MAX_EVENTS"),
                        settings.getInt("PROCESSOR_MAX_POINTS"),
                        settings.getLong("PROCESSOR_GENERATION")),
                Duration.ofMillis(settings.getInt("PROCESSOR_RULES_REFRESH_MS")),
                settings.getString("PROCESSOR_RECENT_ITEMS_TABLE"),
                settings.getInt("PROCESSOR_SINK_CONCURRENCY"),
                plans == null ? null : Path.of(plans));
    }
}
