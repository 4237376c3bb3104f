package dev.clickstream.collector;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.collector.CollectorSettings.PiiKeySetting;
import dev.clickstream.collector.CollectorSettings.SourcesSetting;
import dev.clickstream.collector.capacity.RequestLimits;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.collector.decode.JsonLimits;
import dev.clickstream.collector.spill.SpillSettings;
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
        assertThat(settings.limits())
                .isEqualTo(new DecodeLimits(
                        1_048_576, 4_194_304, 100, 2500, 32_768, new JsonLimits(20, 50_000, 128, 200, 8192, 40)));
        assertThat(settings.requests())
                .isEqualTo(new RequestLimits(
                        8192,
                        16_384,
                        Duration.ofSeconds(10),
                        Runtime.getRuntime().maxMemory() / 4));
        assertThat(settings.duplicates()).isEqualTo(new LimitSettings.DuplicateWindow(250_000, Duration.ofMinutes(10)));
        assertThat(settings.deliveryTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.clockTolerance()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void withoutABucketNothingIsSpilledAndWithOneTheRestHasDefaults() {
        assertThat(CollectorSettings.from(LEAST).spill()).isNull();

        Map<String, String> given = new HashMap<>(LEAST);
        given.put("COLLECTOR_SPILL_BUCKET", "lake");
        assertThat(CollectorSettings.from(given).spill())
                .isEqualTo(new SpillSettings(
                        "lake", "spill/", Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofSeconds(30)));
        given.put("COLLECTOR_SPILL_PREFIX", "spill");
        assertThatThrownBy(() -> CollectorSettings.from(given))
                .hasMessageContaining(
                        "COLLECTOR_SPILL_PREFIX cannot be spill: it must end with a slash, and not begin with one");
    }

    @Test
    void everySettingCanBeGiven() {
        CollectorSettings settings = CollectorSettings.from(Map.ofEntries(
                entry("COLLECTOR_PORT", "0"),
                entry("COLLECTOR_HOST", "127.0.0.1"),
                entry("COLLECTOR_KAFKA_BOOTSTRAP", "b-1.kafka:9098,b-2.kafka:9098"),
                entry("COLLECTOR_KAFKA_SECURITY", "iam"),
                entry("COLLECTOR_WRITE_KEYS", "k=web,l=app"),
                entry("COLLECTOR_PII_KEYS_FILE", "keys.json"),
                entry("COLLECTOR_MAX_BODY_BYTES", "2048"),
                entry("COLLECTOR_MAX_INFLATED_BYTES", "4096"),
                entry("COLLECTOR_MAX_INFLATE_RATIO", "50"),
                entry("COLLECTOR_MAX_EVENTS", "5"),
                entry("COLLECTOR_MAX_EVENT_BYTES", "1024"),
                entry("COLLECTOR_MAX_DEPTH", "10"),
                entry("COLLECTOR_MAX_TOKENS", "200"),
                entry("COLLECTOR_MAX_NAME_BYTES", "32"),
                entry("COLLECTOR_MAX_MEMBERS", "50"),
                entry("COLLECTOR_MAX_TEXT_BYTES", "500"),
                entry("COLLECTOR_MAX_NUMBER_DIGITS", "20"),
                entry("COLLECTOR_MAX_REQUEST_LINE_BYTES", "2000"),
                entry("COLLECTOR_MAX_HEADER_BYTES", "3000"),
                entry("COLLECTOR_BODY_TIMEOUT_MS", "700"),
                entry("COLLECTOR_REQUEST_MEMORY_MB", "3"),
                entry("COLLECTOR_DUPLICATE_IDS", "7"),
                entry("COLLECTOR_DUPLICATE_WINDOW_SECONDS", "60"),
                entry("COLLECTOR_DELIVERY_TIMEOUT_MS", "1000"),
                entry("COLLECTOR_CLOCK_SKEW_SECONDS", "0")));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isZero();
        assertThat(settings.kafka()).isEqualTo(new KafkaConnection("b-1.kafka:9098,b-2.kafka:9098", KafkaSecurity.IAM));
        assertThat(((SourcesSetting.Listed) settings.sources()).sources().ofKey("l"))
                .map(Source::name)
                .contains("app");
        assertThat(settings.limits())
                .isEqualTo(new DecodeLimits(2048, 4096, 50, 5, 1024, new JsonLimits(10, 200, 32, 50, 500, 20)));
        assertThat(settings.requests()).isEqualTo(new RequestLimits(2000, 3000, Duration.ofMillis(700), 3 << 20));
        assertThat(settings.duplicates()).isEqualTo(new LimitSettings.DuplicateWindow(7, Duration.ofMinutes(1)));
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
