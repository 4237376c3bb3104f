package dev.clickstream.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.collector.CollectorSettings.PiiKeySetting;
import dev.clickstream.collector.CollectorSettings.SourcesSetting;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.KafkaSecurity;
import dev.clickstream.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class CollectorSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "COLLECTOR_KAFKA_BOOTSTRAP",
            "127.0.0.1:9092",
            "COLLECTOR_WRITE_KEYS",
            "k=web",
            "COLLECTOR_PII_KEYS_FILE",
            "keys.json");

    @Test
    void theLeastThatMustBeGivenIsBrokersAndKeys() {
        CollectorSettings settings = CollectorSettings.from(LEAST);

        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.limits()).isEqualTo(new DecodeLimits(1_048_576, 2500, 32_768));
        assertThat(settings.deliveryTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.clockTolerance()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everySettingCanBeGiven() {
        CollectorSettings settings = CollectorSettings.from(Map.ofEntries(
                Map.entry("COLLECTOR_PORT", "0"),
                Map.entry("COLLECTOR_HOST", "127.0.0.1"),
                Map.entry("COLLECTOR_KAFKA_BOOTSTRAP", "b-1.kafka:9098,b-2.kafka:9098"),
                Map.entry("COLLECTOR_KAFKA_SECURITY", "iam"),
                Map.entry("COLLECTOR_WRITE_KEYS", "k=web,l=app"),
                Map.entry("COLLECTOR_PII_KEYS_FILE", "keys.json"),
                Map.entry("COLLECTOR_MAX_BODY_BYTES", "2048"),
                Map.entry("COLLECTOR_MAX_EVENTS", "5"),
                Map.entry("COLLECTOR_MAX_EVENT_BYTES", "1024"),
                Map.entry("COLLECTOR_DELIVERY_TIMEOUT_MS", "1000"),
                Map.entry("COLLECTOR_CLOCK_SKEW_SECONDS", "0")));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isZero();
        assertThat(settings.kafka()).isEqualTo(new KafkaConnection("b-1.kafka:9098,b-2.kafka:9098", KafkaSecurity.IAM));
        assertThat(((SourcesSetting.Listed) settings.sources()).sources().ofKey("l"))
                .map(Source::name)
                .contains("app");
        assertThat(settings.limits()).isEqualTo(new DecodeLimits(2048, 5, 1024));
        assertThat(settings.deliveryTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.clockTolerance()).isZero();
    }

    @Test
    void otherProgramsNamesArePassedOver() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("PATH", "/bin");
        environment.put("LOADER_BUCKET", "b");

        assertThat(CollectorSettings.from(environment).port()).isEqualTo(8080);
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        assertThatThrownBy(() -> CollectorSettings.from(Map.of(
                        "COLLECTOR_PROT", "8080",
                        "COLLECTOR_PORT", "99999",
                        "COLLECTOR_WRITE_KEYS", "secret",
                        "COLLECTOR_MAX_EVENTS", "many")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("COLLECTOR_PROT is not a setting")
                .hasMessageContaining("COLLECTOR_PORT cannot be 99999")
                .hasMessageContaining("COLLECTOR_KAFKA_BOOTSTRAP")
                .hasMessageContaining("COLLECTOR_WRITE_KEYS cannot be [hidden]: entry 1 must be key=source")
                .hasMessageContaining("COLLECTOR_MAX_EVENTS cannot be many")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aBrokerWithoutItsPortIsRefused() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("COLLECTOR_KAFKA_BOOTSTRAP", "kafka");

        assertThatThrownBy(() -> CollectorSettings.from(environment))
                .hasMessageContaining("COLLECTOR_KAFKA_BOOTSTRAP cannot be kafka: must be host:port,host:port");
    }

    @Test
    void sourcesAreListedOrStandInAFileOrInASecret() {
        Map<String, String> environment = new HashMap<>(
                Map.of("COLLECTOR_KAFKA_BOOTSTRAP", "127.0.0.1:9092", "COLLECTOR_PII_KEYS_FILE", "keys.json"));
        assertThatThrownBy(() -> CollectorSettings.from(environment))
                .hasMessageContaining(
                        "one of COLLECTOR_WRITE_KEYS, COLLECTOR_SOURCES_FILE and COLLECTOR_SOURCES_SECRET is to be set");

        environment.put("COLLECTOR_SOURCES_SECRET", "sources");
        assertThat(CollectorSettings.from(environment).sources()).isEqualTo(new SourcesSetting.InSecret("sources"));

        environment.put("COLLECTOR_SOURCES_FILE", "sources.json");
        assertThatThrownBy(() -> CollectorSettings.from(environment)).hasMessageContaining("only one of");

        environment.remove("COLLECTOR_SOURCES_SECRET");
        assertThat(CollectorSettings.from(environment).sources())
                .isEqualTo(new SourcesSetting.InFile(Path.of("sources.json")));
    }

    @Test
    void withoutKeysForPersonalDataItDoesNotStart() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.remove("COLLECTOR_PII_KEYS_FILE");

        assertThatThrownBy(() -> CollectorSettings.from(environment))
                .hasMessageContaining(
                        "one of COLLECTOR_PII_KEYS_FILE and COLLECTOR_PII_KEYS_SECRET is to be set: the tracking plan treats personal data");

        environment.put("COLLECTOR_PII_KEYS_SECRET", "pii");
        assertThat(CollectorSettings.from(environment).piiKeys()).isEqualTo(new PiiKeySetting.InSecret("pii"));

        environment.put("COLLECTOR_PII_KEYS_FILE", "keys.json");
        assertThatThrownBy(() -> CollectorSettings.from(environment)).hasMessageContaining("only one of COLLECTOR_PII");
    }
}
