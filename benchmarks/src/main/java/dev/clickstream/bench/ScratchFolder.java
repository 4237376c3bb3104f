package dev.clickstream.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the time of one measurement. */
final class ScratchFolder {
    private ScratchFolder() {}

    /** What is done with the folder. */
    interface Use<T> {
        T with(Path folder) throws Exception;
    }

    static <T> T with(Use<T> use) throws Exception {
        Path folder = Files.createTempDirectory("clickstream-bench");
        try {
            return use.with(folder);
        } finally {
            for (Path path : deepestFirst(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
