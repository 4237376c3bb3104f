package dev.clickstream.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The mappings that come with the platform, found by a file's header. */
final class Mappings {
    private static final List<String> SHIPPED = List.of("travel-sessions.yaml", "store-events.yaml");

    private Mappings() {}

    static Mapping forFile(Path file) {
        List<String> header;
        try (CsvFile csv = CsvFile.open(file, ',')) {
            header = csv.header();
        }
        List<Mapping> fitting = SHIPPED.stream()
                .map(Mappings::shipped)
                .filter(mapping -> mapping.recognises(header))
                .toList();
        if (fitting.size() != 1) {
            throw new DataException(
                    "%s: %s mapping that comes with the platform knows a file with the columns %s; name one with --mapping FILE"
                            .formatted(file.getFileName(), fitting.isEmpty() ? "no" : "more than one", header));
        }
        return fitting.getFirst();
    }

    static Mapping shipped(String name) {
        try (InputStream bytes = Mappings.class.getResourceAsStream("/mappings/" + name)) {
            if (bytes == null) {
                throw new DataException("the mapping " + name + " is not on the class path");
            }
            return MappingReader.read(name, new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
