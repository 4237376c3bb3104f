package dev.clickstream.loader.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the work directory that is gone again once the work on it is done. */
final class ScratchFile {
    interface Work<T> {
        T on(Path file) throws IOException;
    }

    private ScratchFile() {}

    /** @throws UncheckedIOException if the directory does not take it, or the work fails on a file */
    static <T> T in(Path workDirectory, Work<T> work) {
        try {
            Path file = Files.createTempFile(workDirectory, "scratch-", ".parquet");
            try {
                return work.on(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the work directory " + workDirectory, e);
        }
    }
}
