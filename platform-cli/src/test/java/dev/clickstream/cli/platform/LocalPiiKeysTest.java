package dev.clickstream.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.pii.PiiKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPiiKeysTest {
    @Test
    void keysAreMadeOnceForTheirOwnerOnly(@TempDir Path state) throws Exception {
        Path file = LocalPiiKeys.at(state.resolve("new/pii-keys.json"));
        String made = Files.readString(file);

        assertThat(PiiKeys.parse(made).current()).isEqualTo("local");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(LocalPiiKeys.at(state.resolve("new/pii-keys.json"))))
                .isEqualTo(made);
        assertThat(Files.readString(LocalPiiKeys.at(state.resolve("other/pii-keys.json"))))
                .isNotEqualTo(made);
        try (Stream<Path> files = Files.list(state.resolve("new"))) {
            assertThat(files).containsExactly(file);
        }
    }
}
