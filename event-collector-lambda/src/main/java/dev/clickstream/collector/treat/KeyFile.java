package dev.clickstream.collector.treat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The text of a file, read anew each time. */
public record KeyFile(Path path) implements Supplier<String> {
    /** @throws UncheckedIOException if it cannot be read */
    @Override
    public String get() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getClass().getSimpleName(), e);
        }
    }
}
