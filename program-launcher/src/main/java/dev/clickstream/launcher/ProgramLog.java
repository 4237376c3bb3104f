package dev.clickstream.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that takes what a program prints, from this start on.
 *
 * @param start where this run's lines begin: the file keeps those of earlier runs
 */
record ProgramLog(Path file, long start) {
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 16_384;

    static ProgramLog at(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Path parent = absolute.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new ProgramLog(absolute, Files.exists(absolute) ? Files.size(absolute) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a log at " + absolute, e);
        }
    }

    String tail() {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(start, open.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, open.length() - from)];
            open.seek(from);
            open.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
