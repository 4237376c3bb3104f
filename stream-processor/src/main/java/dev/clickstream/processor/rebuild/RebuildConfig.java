package dev.clickstream.processor.rebuild;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.RedisConnection;
import dev.clickstream.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a rebuild, read once from the environment; what it is to do stands in its arguments.
 *
 * @param recentItemsTable the base table, which holds the pointer
 * @param bucket of the loader; null where only Kafka is to be read
 * @param trackingPlans a directory of the operator's own tracking plans; null if there is none
 */
record RebuildConfig(
        KafkaConnection kafka,
        RedisConnection redis,
        String recentItemsTable,
        @Nullable String bucket,
        int mostPeoplePerDevice,
        @Nullable Path trackingPlans) {
    private static final String PREFIX = "REBUILD_";

    static final Settings SETTINGS = new Settings(
            "rebuild",
            PREFIX,
            RedisConnection.define(
                            KafkaConnection.define(new ConfigDef(), PREFIX), PREFIX, "Holds the rules; required.")
                    .define(
                            "REBUILD_RECENT_ITEMS_TABLE",
                            STRING,
                            "recent-items",
                            MEDIUM,
                            "DynamoDB table that holds the pointer; new tables are made beside it and named after it.")
                    .define("REBUILD_BUCKET", STRING, null, MEDIUM, "The loader's bucket; needed to read from S3.")
                    .define(
                            "REBUILD_MAX_PEOPLE_PER_DEVICE",
                            INT,
                            10,
                            between(1, 10_000),
                            LOW,
                            "As the processor has it: a device that more people logged in on belongs to nobody.")
                    .define(
                            "REBUILD_TRACKING_PLANS",
                            STRING,
                            null,
                            LOW,
                            "Directory of your own tracking plans, beside the ones that ship."));

    /** @throws ConfigException naming every wrong, missing and unknown setting at once */
    static RebuildConfig from(Map<String, String> environment) {
        return SETTINGS.read(environment, RebuildConfig::of);
    }

    private static RebuildConfig of(AbstractConfig settings) {
        List<String> problems = RedisConnection.problems(settings, PREFIX);
        RedisConnection redis = RedisConnection.of(settings, PREFIX);
        if (redis == null) {
            problems.add("REBUILD_REDIS_URL is missing: the rules are read there");
        }
        if (redis == null || !problems.isEmpty()) {
            throw new ConfigException(String.join("\n  ", problems));
        }
        String plans = settings.getString("REBUILD_TRACKING_PLANS");
        return new RebuildConfig(
                KafkaConnection.of(settings, PREFIX),
                redis,
                settings.getString("REBUILD_RECENT_ITEMS_TABLE"),
                settings.getString("REBUILD_BUCKET"),
                settings.getInt("REBUILD_MAX_PEOPLE_PER_DEVICE"),
                plans == null ? null : Path.of(plans));
    }
}
