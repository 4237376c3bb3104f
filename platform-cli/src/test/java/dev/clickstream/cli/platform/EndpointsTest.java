package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAndOnlyByItsOwner() throws IOException {
        Path file = folder.resolve("endpoints.properties");
        Endpoints endpoints =
                new Endpoints(Map.of("REDSHIFT_JDBC_URL", "jdbc:redshift://h:1/d?a=b")).with("WRITE_KEY", "k");

        endpoints.write(file);

        assertThat(Endpoints.read(file)).isEqualTo(endpoints);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void anEndpointThatIsMissingIsNamed() {
        assertThatThrownBy(() -> new Endpoints(Map.of("A", "1")).get("B"))
                .hasMessage("the platform has no endpoint B; it has [A]");
    }
}
