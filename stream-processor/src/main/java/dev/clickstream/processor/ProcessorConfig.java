package dev.clickstream.processor;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.processor.collation.CollationSettings;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.RedisConnection;
import dev.clickstream.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the stream services, read once from the environment.
 *
 * @param services which of the three run in this process
 * @param redis never null if workflows run here; where the sink has none, other devices are told nothing
 * @param stateDirectory null if only the sink runs here
 * @param instanceId a stable name of this instance; null for none
 * @param operationsPort for /health and /metrics; null for none, 0 for any that is free
 * @param trackingPlans a directory of the operator's own tracking plans; null if there is none
 */
record ProcessorConfig(
        Set<Service> services,
        KafkaConnection kafka,
        @Nullable RedisConnection redis,
        @Nullable Path stateDirectory,
        @Nullable String instanceId,
        int threads,
        int replicas,
        Duration commitInterval,
        CollationSettings collation,
        int mostPeoplePerDevice,
        Duration rulesRefresh,
        String rulesTable,
        String recentItemsTable,
        int sinkConcurrency,
        String operationsHost,
        @Nullable Integer operationsPort,
        @Nullable Path trackingPlans) {

    /** A deployable service; several may share a process. */
    enum Service {
        WORKFLOWS,
        GROUPS,
        SINK
    }

    private static final String PREFIX = "PROCESSOR_";

    static final Settings SETTINGS = new Settings(
            "processor",
            PREFIX,
            connections()
                    .define(
                            "PROCESSOR_SERVICES",
                            LIST,
                            "workflows,groups,sink",
                            ConfigDef.ValidList.in("workflows", "groups", "sink"),
                            HIGH,
                            "Which services run in this process: workflows, groups, sink.")
                    .define(
                            "PROCESSOR_STATE_DIR",
                            STRING,
                            null,
                            HIGH,
                            "Directory for the state stores; survives restarts. Required by workflows and groups.")
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
                            "PROCESSOR_COLLATION_QUIET_MS",
                            INT,
                            0,
                            between(0, 300_000),
                            LOW,
                            "A group closes earlier when nothing came for so long: single events show sooner, at the cost of more "
                                    + "writes. 0: a group always waits for its window.")
                    .define(
                            "PROCESSOR_MAX_DEVICES_PER_PERSON",
                            INT,
                            100,
                            between(1, 10_000),
                            LOW,
                            "Devices whose activity one person's profile takes in; those beyond stand for themselves.")
                    .define(
                            "PROCESSOR_MAX_PEOPLE_PER_DEVICE",
                            INT,
                            10,
                            between(1, 10_000),
                            LOW,
                            "A device that more people logged in on belongs to nobody.")
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
                            "How often the rules are fetched, notice or no notice.")
                    .define(
                            "PROCESSOR_RULES_TABLE",
                            STRING,
                            "rules",
                            MEDIUM,
                            "DynamoDB table with the rules, read while Redis is away or empty.")
                    .define(
                            "PROCESSOR_RECENT_ITEMS_TABLE",
                            STRING,
                            "recent-items",
                            MEDIUM,
                            "DynamoDB table that the sink writes.")
                    .define(
                            "PROCESSOR_SINK_CONCURRENCY",
                            INT,
                            16,
                            between(1, 256),
                            LOW,
                            "DynamoDB writes under way at once.")
                    .define(
                            "PROCESSOR_OPERATIONS_HOST",
                            STRING,
                            "127.0.0.1",
                            LOW,
                            "Address on which /health and /metrics answer.")
                    .define(
                            "PROCESSOR_OPERATIONS_PORT",
                            INT,
                            null,
                            LOW,
                            "Port on which /health and /metrics answer, 0 for any that is free; none if not given.")
                    .define(
                            "PROCESSOR_TRACKING_PLANS",
                            STRING,
                            null,
                            LOW,
                            "Directory of your own tracking plans, beside the ones that ship."));

    private static ConfigDef connections() {
        return RedisConnection.define(
                KafkaConnection.define(new ConfigDef(), PREFIX),
                PREFIX,
                "Required by workflows, which read the rules there; the sink tells people's other devices by it, if given.");
    }

    /**
     * @param environment of the process; names without the prefix are not looked at
     * @throws ConfigException naming every wrong, missing and unknown setting at once
     */
    static ProcessorConfig from(Map<String, String> environment) {
        return SETTINGS.read(environment, ProcessorConfig::of);
    }

    private static ProcessorConfig of(AbstractConfig settings) {
        refuseWhatIsWrongTogether(settings);
        Set<Service> services = EnumSet.noneOf(Service.class);
        settings.getList("PROCESSOR_SERVICES")
                .forEach(name -> services.add(Service.valueOf(name.toUpperCase(Locale.ROOT))));
        String state = settings.getString("PROCESSOR_STATE_DIR");
        String plans = settings.getString("PROCESSOR_TRACKING_PLANS");
        return new ProcessorConfig(
                services,
                KafkaConnection.of(settings, PREFIX),
                RedisConnection.of(settings, PREFIX),
                state == null ? null : Path.of(state),
                settings.getString("PROCESSOR_INSTANCE_ID"),
                settings.getInt("PROCESSOR_THREADS"),
                settings.getInt("PROCESSOR_STANDBY_REPLICAS"),
                Duration.ofMillis(settings.getInt("PROCESSOR_COMMIT_INTERVAL_MS")),
                new CollationSettings(
                        Duration.ofMillis(settings.getInt("PROCESSOR_COLLATION_WINDOW_MS")),
                        quiet(settings),
                        settings.getInt("PROCESSOR_COLLATION_MAX_EVENTS"),
                        settings.getInt("PROCESSOR_MAX_POINTS"),
                        settings.getInt("PROCESSOR_MAX_DEVICES_PER_PERSON"),
                        settings.getLong("PROCESSOR_GENERATION")),
                settings.getInt("PROCESSOR_MAX_PEOPLE_PER_DEVICE"),
                Duration.ofMillis(settings.getInt("PROCESSOR_RULES_REFRESH_MS")),
                settings.getString("PROCESSOR_RULES_TABLE"),
                settings.getString("PROCESSOR_RECENT_ITEMS_TABLE"),
                settings.getInt("PROCESSOR_SINK_CONCURRENCY"),
                settings.getString("PROCESSOR_OPERATIONS_HOST"),
                settings.getInt("PROCESSOR_OPERATIONS_PORT"),
                plans == null ? null : Path.of(plans));
    }

    private static @Nullable Duration quiet(AbstractConfig settings) {
        int millis = settings.getInt("PROCESSOR_COLLATION_QUIET_MS");
        return millis == 0 ? null : Duration.ofMillis(millis);
    }

    private static void refuseWhatIsWrongTogether(AbstractConfig settings) {
        List<String> services = settings.getList("PROCESSOR_SERVICES");
        String url = settings.getString("PROCESSOR_REDIS_URL");
        List<String> problems = new ArrayList<>();
        if (settings.getString("PROCESSOR_STATE_DIR") == null && !services.equals(List.of("sink"))) {
            problems.add("PROCESSOR_STATE_DIR is missing: workflows and groups keep state");
        }
        if (url == null && services.contains("workflows")) {
            problems.add("PROCESSOR_REDIS_URL is missing: workflows read the rules there");
        }
        int quiet = settings.getInt("PROCESSOR_COLLATION_QUIET_MS");
        int window = settings.getInt("PROCESSOR_COLLATION_WINDOW_MS");
        if (quiet > 0 && quiet >= window) {
            problems.add("PROCESSOR_COLLATION_QUIET_MS must be below PROCESSOR_COLLATION_WINDOW_MS %d, was %d"
                    .formatted(window, quiet));
        }
        problems.addAll(RedisConnection.problems(settings, PREFIX));
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n  ", problems));
        }
    }
}
