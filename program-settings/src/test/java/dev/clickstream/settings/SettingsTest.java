package dev.clickstream.settings;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings SETTINGS = new Settings(
            "mill",
            "MILL_",
            new ConfigDef()
                    .define("MILL_RIVER", Type.STRING, NO_DEFAULT_VALUE, HIGH, "River it stands on.")
                    .define("MILL_PASSWORD", Type.PASSWORD, NO_DEFAULT_VALUE, HIGH, "Password of the miller.")
                    .define("MILL_WHEELS", Type.INT, 2, Range.between(1, 4), HIGH, "Wheels that turn."));

    @Test
    void readsWhatIsGivenAndTakesDefaultsForTheRest() {
        String read = SETTINGS.read(
                Map.of("MILL_RIVER", "Rhine", "MILL_PASSWORD", "x", "PATH", "/bin"),
                settings -> settings.getString("MILL_RIVER") + settings.getInt("MILL_WHEELS"));

        assertThat(read).isEqualTo("Rhine2");
    }

    @Test
    void namesEveryWrongMissingAndUnknownSettingAtOnce() {
        assertThatThrownBy(() -> SETTINGS.read(
                        Map.of("MILL_WHEELS", "five", "MILL_RIVR", "Rhine", "MILL_SAILS", "4"), settings -> 0))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        the mill's settings are wrong:
                          MILL_RIVR is not a setting of the mill; did you mean MILL_RIVER?
                          MILL_SAILS is not a setting of the mill
                          MILL_RIVER is missing: River it stands on.
                          MILL_PASSWORD is missing: Password of the miller.
                          MILL_WHEELS cannot be five: Not a number of type INT
                        (--help lists all settings)""");
    }

    @Test
    void neverShowsAPassword() {
        assertThatThrownBy(() -> SETTINGS.read(Map.of("MILL_PASSWORD", "sesame", "MILL_WHEELS", "9"), settings -> 0))
                .hasMessageNotContaining("sesame")
                .hasMessageContaining("MILL_WHEELS cannot be 9: Value must be no more than 4");
    }

    @Test
    void saysWhatIsWrongOnlyTogetherInTheSameWords() {
        assertThatThrownBy(() -> SETTINGS.read(Map.of("MILL_RIVER", "Rhine", "MILL_PASSWORD", "x"), settings -> {
                    throw new ConfigException("the Rhine needs four wheels");
                }))
                .hasMessageContaining("the mill's settings are wrong:\n  the Rhine needs four wheels");
    }

    @Test
    void theTableTellsDefaultsAndBounds() {
        assertThat(SETTINGS.table()).isEqualTo("""
                        | setting | default | what it is |
                        | --- | --- | --- |
                        | `MILL_PASSWORD` | required | Password of the miller. |
                        | `MILL_RIVER` | required | River it stands on. |
                        | `MILL_WHEELS` | `2` | Wheels that turn. From 1 to 4. |
                        """);
    }
}
