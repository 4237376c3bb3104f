package dev.clickstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Tells other processes where the services are: one {@code NAME=value} a line. Whoever sees the file sees all of it. */
final class EndpointsFile {
    private EndpointsFile() {}

    static void write(Path file, Map<String, String> endpoints) {
        StringBuilder lines = new StringBuilder();
        endpoints.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        Path incomplete = file.resolveSibling(file.getFileName() + ".incomplete");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(incomplete, lines);
            Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the endpoints to " + file, e);
        }
    }
}
