package dev.clickstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void namesServicesStateAndEndpoints() {
        Options options = parse("--services", "kafka,s3", "--state", "/state", "--endpoints", "/endpoints.env");

        assertThat(options.services()).containsExactlyInAnyOrder(Service.KAFKA, Service.S3);
        assertThat(options.state()).isEqualTo(Path.of("/state"));
        assertThat(options.endpoints()).isEqualTo(Path.of("/endpoints.env"));
    }

    @Test
    void theWarehouseBringsTheS3ItReadsFrom() {
        assertThat(parse("--services", "redshift", "--state", "s", "--endpoints", "e")
                        .services())
                .containsExactlyInAnyOrder(Service.REDSHIFT, Service.S3);
    }

    @Test
    void anUnknownServiceIsNamedTogetherWithTheKnownOnes() {
        assertThatThrownBy(() -> parse("--services", "kafka,mysql", "--state", "s", "--endpoints", "e"))
                .hasMessageContaining("unknown service \"mysql\"")
                .hasMessageContaining("kafka,dynamodb,s3,redis,redshift");
    }

    @Test
    void anUnknownOrMissingOptionIsNamed() {
        assertThatThrownBy(() -> parse("--service", "kafka"))
                .hasMessageContaining("unknown or incomplete option --service");
        assertThatThrownBy(() -> parse("--services", "kafka", "--state"))
                .hasMessageContaining("incomplete option --state");
        assertThatThrownBy(() -> parse("--services", "kafka")).hasMessageContaining("--state is missing");
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments));
    }
}
