package dev.clickstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {
    @Test
    void holdsOneNameAndValueALineAndReplacesAnOlderOne(@TempDir Path folder) {
        Path file = folder.resolve("new/endpoints.env");
        EndpointsFile.write(file, Map.of("OLD", "1"));

        EndpointsFile.write(file, new TreeMap<>(Map.of("B", "jdbc:x://h/d?a=b", "A", "1")));

        assertThat(file).hasContent("A=1\nB=jdbc:x://h/d?a=b\n");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**incomplete");
    }
}
