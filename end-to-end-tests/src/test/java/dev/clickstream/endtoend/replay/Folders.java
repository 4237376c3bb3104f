package dev.clickstream.endtoend.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Folders that are gone afterwards, for properties, which are tried many times within one test. */
final class Folders {
    private Folders() {}

    static <T> T with(Function<Path, T> use) {
        try {
            Path folder = Files.createTempDirectory("replay");
            try {
                return use.apply(folder);
            } finally {
                for (Path path : deepestFirst(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
