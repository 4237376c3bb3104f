package dev.clickstream.processor.replay;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.Settings;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a replay, read once from the environment; what it is to send stands in its arguments.
 *
 * @param bucket of the loader; null where only Kafka is to be read
 */
record ReplayConfig(KafkaConnection kafka, @Nullable String bucket) {
    private static final String PREFIX = "REPLAY_";

    static final Settings SETTINGS = new Settings(
            "replay",
            PREFIX,
            KafkaConnection.define(new ConfigDef(), PREFIX)
                    .define("REPLAY_BUCKET", STRING, null, MEDIUM, "The loader's bucket; needed to read from S3."));

    static ReplayConfig from(Map<String, String> environment) {
        return SETTINGS.read(
                environment,
                settings ->
                        new ReplayConfig(KafkaConnection.of(settings, PREFIX), settings.getString("REPLAY_BUCKET")));
    }
}
