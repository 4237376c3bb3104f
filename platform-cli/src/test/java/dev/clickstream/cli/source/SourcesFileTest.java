package dev.clickstream.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesFileTest extends SourcesStoreContract {
    @TempDir
    Path folder;

    @Override
    SourcesStore holding(String text) {
        try {
            return new SourcesFile(Files.writeString(folder.resolve("sources.json"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onceMadeTheDocumentStaysAsItIs() throws IOException {
        Path file = folder.resolve("new/sources.json");
        SourcesFile.makeIfMissing(file, "local", "k");
        new SourcesFile(file).change(sources -> sources.with(Source.open("app", List.of("k2"))));

        SourcesFile.makeIfMissing(file, "local", "k");

        assertThat(new SourcesFile(file).read().sources().all()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsMissingIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> new SourcesFile(folder.resolve("none.json")).read())
                .isInstanceOf(SourcesException.class)
                .hasMessageContaining("none.json")
                .hasMessageContaining("./clickstream up");
    }
}
