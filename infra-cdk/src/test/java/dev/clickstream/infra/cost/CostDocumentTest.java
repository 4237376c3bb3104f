package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CostDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/cost.md");

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        String text = CostDocument.text();
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, text);
        }

        assertThat(text)
                .as("%s is stale; if the change is meant, write it anew with -Dgolden.write=true", DOCUMENT)
                .isEqualTo(Files.readString(DOCUMENT));
    }
}
