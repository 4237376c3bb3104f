package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/scale.md is written by hand, but for the tables between its markers. */
class ScaleDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/scale.md");

    @ParameterizedTest
    @ValueSource(strings = {"capacity", "limits"})
    void aTableSaysWhatTheCodeSays(String name) throws IOException {
        String table = name.equals("capacity") ? ScaleTables.capacity() : ScaleTables.limits();
        String begin = "<!-- generated: %s -->\n".formatted(name);
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains(begin);
        int from = document.indexOf(begin) + begin.length();
        int to = document.indexOf("<!-- end -->", from);
        assertThat(to).as("the end of the table %s", name).isNotNegative();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, document.substring(0, from) + table + document.substring(to));
            return;
        }

        assertThat(table)
                .as("%s is stale; if the change is meant, write it anew with -Dgolden.write=true", DOCUMENT)
                .isEqualTo(document.substring(from, to));
    }
}
