package dev.clickstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.clickstream.processor.ProcessorConfig.Service;
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
        wrong.remove("PROCESSOR_STATE_DIR");
        wrong.put("PROCESSOR_THREADS", "many");
        wrong.put("PROCESSOR_COLATION_WINDOW_MS", "5");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ProcessorConfig.from(wrong))
                .withMessageContaining("PROCESSOR_STATE_DIR")
                .withMessageContaining("many for configuration PROCESSOR_THREADS")
                .withMessageContaining("Unknown setting PROCESSOR_COLATION_WINDOW_MS");
    }

    @Test
    void onlyTheNamedServicesRun() {
        Map<String, String> settings = new HashMap<>(MINIMAL);
        settings.put("PROCESSOR_SERVICES", "sink");

        assertThat(ProcessorConfig.from(settings).services()).containsExactly(Service.SINK);
    }
}
