package dev.clickstream.processor.rebuild;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.rules.redis.RedisConnection;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
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
            KafkaConnection.define(new ConfigDef(), PREFIX)
                    .define(
                            "REBUILD_REDIS_URL",
                            STRING,
                            NO_DEFAULT_VALUE,
                            RebuildConfig::requireRedisUrl,
                            HIGH,
                            "Redis with the rules, redis://host:port or rediss:// for TLS.")
                    .define(
                            "REBUILD_REDIS_USER",
                            STRING,
                            null,
                            MEDIUM,
                            "User to sign in as; the default user if not given.")
                    .define("REBUILD_REDIS_PASSWORD", PASSWORD, null, MEDIUM, "That user's password.")
                    .define(
                            "REBUILD_REDIS_IAM_CACHE",
                            STRING,
                            null,
                            MEDIUM,
                            "Name of the ElastiCache cache to sign in to with the role of this program, instead of a password.")
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
        Password password = settings.getPassword("REBUILD_REDIS_PASSWORD");
        String plans = settings.getString("REBUILD_TRACKING_PLANS");
        return new RebuildConfig(
                KafkaConnection.of(settings, PREFIX),
                new RedisConnection(
                        URI.create(settings.getString("REBUILD_REDIS_URL")),
                        settings.getString("REBUILD_REDIS_USER"),
                        password == null ? null : password.value(),
                        settings.getString("REBUILD_REDIS_IAM_CACHE")),
                settings.getString("REBUILD_RECENT_ITEMS_TABLE"),
                settings.getString("REBUILD_BUCKET"),
                settings.getInt("REBUILD_MAX_PEOPLE_PER_DEVICE"),
                plans == null ? null : Path.of(plans));
    }

    private static void requireRedisUrl(String name, Object value) {
        if (value != null && !value.toString().matches("rediss?://\\S*[^:/\\s]+(:\\d+)?(/\\d*)?")) {
            throw new ConfigException(name, "[hidden]", "must be redis://host:port or rediss://host:port");
        }
    }
}
