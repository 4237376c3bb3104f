package dev.clickstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HouseTest {
    @TempDir
    Path folder;

    @Test
    void theSystemPropertyGoesBeforeTheEnvironment() {
        assertThat(House.find("/a", Map.of("CLICKSTREAM_HOME", "/b"), folder).root())
                .isEqualTo(Path.of("/a"));
        assertThat(House.find(null, Map.of("CLICKSTREAM_HOME", "/b"), folder).root())
                .isEqualTo(Path.of("/b"));
    }

    @Test
    void theNearestFolderAboveWithTheEventModelIsTheHouse() throws Exception {
        Files.createDirectories(folder.resolve("house/event-model"));
        Files.createFile(folder.resolve("house/event-model/pom.xml"));
        Path inside = Files.createDirectories(folder.resolve("house/loader/target"));

        assertThat(House.find(null, Map.of(), inside).root()).isEqualTo(folder.resolve("house"));
    }

    @Test
    void outsideOfAnyHouseTheMessageSaysWhatToSet() {
        assertThatThrownBy(() -> House.find(null, Map.of(), folder))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("CLICKSTREAM_HOME");
    }
}
