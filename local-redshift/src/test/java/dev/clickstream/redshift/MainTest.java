package dev.clickstream.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void takesOptionsOverDefaults() {
        LocalRedshiftConfig config =
                Main.config(new String[] {"--port", "1234", "--data-dir", "d", "--s3-endpoint", "http://h:1"});

        assertThat(config.port()).isEqualTo(1234);
        assertThat(config.dataDirectory()).isEqualTo(Path.of("d"));
        assertThat(config.s3().endpoint()).hasHost("h");
        assertThat(config.user()).isEqualTo("dev");
    }

    @Test
    void refusesAnOptionItDoesNotKnow() {
        assertThatThrownBy(() -> Main.config(new String[] {"--prot", "1"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--prot");
    }

    @Test
    void saysWhichValueIsMissingOrWrong() {
        assertThatThrownBy(() -> Main.config(new String[] {"--port"})).hasMessage("--port needs a value");
        assertThatThrownBy(() -> Main.config(new String[] {"--port", "many"}))
                .hasMessage("--port must be a number 0..65535, was 'many'");
    }

    @Test
    void refusesNamesThatWouldNeedQuoting() {
        assertThatThrownBy(() -> Main.config(new String[] {"--database", "Big-Data"}))
                .hasMessage("database must be lower-case letters, digits and underscores, at most 63, was 'Big-Data'");
    }
}
