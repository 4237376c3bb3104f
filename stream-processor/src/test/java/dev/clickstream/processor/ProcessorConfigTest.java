package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clickstream.processor.ProcessorConfig.Service;
import dev.clickstream.settings.RedisConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ProcessorConfigTest {
    private static final Map<String, String> MINIMAL = Map.of(
            "PROCESSOR_KAFKA_BOOTSTRAP", "127.0.0.1:9092",
            "PROCESSOR_REDIS_URL", "redis://127.0.0.1:6379",
            "PROCESSOR_STATE_DIR", "state",
            "HOME", "/somewhere");

    @Test
    void threeSettingsSuffice() {
        ProcessorConfig config = ProcessorConfig.from(MINIMAL);

        assertThat(config.services()).containsExactlyInAnyOrder(Service.values());
        assertThat(config.collation().window()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everyWrongMissingAndUnknownSettingIsNamedAtOnce() {
        Map<String, String> wrong = new HashMap<>(MINIMAL);
        wrong.remove("PROCESSOR_KAFKA_BOOTSTRAP");
        wrong.put("PROCESSOR_THREADS", "many");
        wrong.put("PROCESSOR_COLATION_WINDOW_MS", "5");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ProcessorConfig.from(wrong))
                .withMessageContaining("PROCESSOR_KAFKA_BOOTSTRAP is missing")
                .withMessageContaining("PROCESSOR_THREADS cannot be many")
                .withMessageContaining(
                        "PROCESSOR_COLATION_WINDOW_MS is not a setting of the processor; did you mean PROCESSOR_COLLATION_WINDOW_MS?");
    }

    @Test
    void onlyTheNamedServicesRun() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("PROCESSOR_SERVICES", "sink");

        assertThat(ProcessorConfig.from(settings).services()).containsExactly(Service.SINK);
    }

    @Test
    void theSinkAloneNeedsNeitherRedisNorState() {
        ProcessorConfig config =
                ProcessorConfig.from(Map.of("PROCESSOR_KAFKA_BOOTSTRAP", "k:9092", "PROCESSOR_SERVICES", "sink"));

        assertThat(config.redis()).isNull();
        assertThat(config.stateDirectory()).isNull();
    }

    @Test
    void workflowsNeedRedisAndGroupsNeedState() {
        Map<String, String> settings = Map.of("PROCESSOR_KAFKA_BOOTSTRAP", "k:9092");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ProcessorConfig.from(settings))
                .withMessageContaining("PROCESSOR_REDIS_URL is missing")
                .withMessageContaining("PROCESSOR_STATE_DIR is missing");
    }

    @Test
    void signingInWithTheRoleNeedsAUserAndTls() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("PROCESSOR_REDIS_IAM_CACHE", "rules");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ProcessorConfig.from(settings))
                .withMessageContaining("must begin with rediss://")
                .withMessageContaining("needs PROCESSOR_REDIS_USER");

        settings.put("PROCESSOR_REDIS_URL", "rediss://cache:6379");
        settings.put("PROCESSOR_REDIS_USER", "workflows");
        assertThat(ProcessorConfig.from(settings).redis())
                .isEqualTo(new RedisConnection(URI.create("rediss://cache:6379"), "workflows", null, "rules"));
    }
}
