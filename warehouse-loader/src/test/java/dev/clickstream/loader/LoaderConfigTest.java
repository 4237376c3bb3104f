package dev.clickstream.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.loader.warehouse.WarehouseLogin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class LoaderConfigTest {
    private static final Map<String, String> NEEDED = Map.of(
            "LOADER_KAFKA_BOOTSTRAP", "k:9092",
            "LOADER_BUCKET", "lake",
            "LOADER_REDSHIFT_JDBC_URL", "jdbc:redshift://r:5439/d",
            "LOADER_REDSHIFT_USER", "u",
            "LOADER_REDSHIFT_PASSWORD", "secret",
            "LOADER_IAM_ROLE", "arn:x");

    @Test
    void whatIsNotSetHasADefault() {
        LoaderConfig config = LoaderConfig.from(NEEDED);

        assertThat(config.cycle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.rollRows()).isEqualTo(1_000_000);
        assertThat(config.rollBytes()).isEqualTo(128L << 20);
        assertThat(config.login())
                .isEqualTo(new LoaderConfig.Login.WithPassword(new WarehouseLogin.Credentials("u", "secret")));
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void otherProgramsSettingsAreNoneOfItsBusiness() {
        assertThat(LoaderConfig.from(with("COLLECTOR_PORT", "1")).bucket()).isEqualTo("lake");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        Map<String, String> settings = with("LOADER_CYCLE_SECOND", "5");
        settings.remove("LOADER_BUCKET");
        settings.put("LOADER_ROLL_ROWS", "0");

        assertThatThrownBy(() -> LoaderConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("LOADER_CYCLE_SECOND is not a setting of the loader")
                .hasMessageContaining("LOADER_BUCKET")
                .hasMessageContaining("LOADER_ROLL_ROWS")
                .extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("secret");
    }

    @Test
    void everySettingIsExplained() {
        assertThat(LoaderConfig.SETTINGS.declared().configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).endsWith("."));
    }

    @Test
    void aWorkgroupStandsForUserAndPassword() {
        Map<String, String> settings = with("LOADER_REDSHIFT_WORKGROUP", "clickstream");

        assertThatThrownBy(() -> LoaderConfig.from(settings))
                .hasMessageContaining(
                        "set are LOADER_REDSHIFT_USER, LOADER_REDSHIFT_PASSWORD, LOADER_REDSHIFT_WORKGROUP");
        settings.remove("LOADER_REDSHIFT_USER");
        settings.remove("LOADER_REDSHIFT_PASSWORD");

        LoaderConfig config = LoaderConfig.from(settings);
        assertThat(config.login()).isEqualTo(new LoaderConfig.Login.OfWorkgroup("clickstream"));
        assertThat(config.database()).isEqualTo("d");
    }

    @Test
    void aMissingPasswordIsNamed() {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.remove("LOADER_REDSHIFT_PASSWORD");

        assertThatThrownBy(() -> LoaderConfig.from(settings))
                .hasMessageContaining("LOADER_REDSHIFT_PASSWORD")
                .hasMessageContaining("set is only LOADER_REDSHIFT_USER");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(NEEDED);
        settings.put(name, value);
        return settings;
    }
}
