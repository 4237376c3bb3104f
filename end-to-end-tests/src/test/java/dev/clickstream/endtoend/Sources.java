package dev.clickstream.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words of a file of the house that no class path offers, found by pattern; one that is not there is a failure, not a pass. */
record Sources(Path file, String text) {
    static Sources of(String file) {
        Path path = Path.of("..", file);
        try {
            return new Sources(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part from one text up to the next occurrence of another. */
    Sources between(String from, String to) {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start + from.length());
        if (end < 0) {
            throw new AssertionError("%s has no part from '%s' to '%s'".formatted(file, from, to));
        }
        return new Sources(file, text.substring(start, end));
    }

    List<MatchResult> all(String pattern) {
        List<MatchResult> found = Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("%s has nothing like %s".formatted(file, pattern));
        }
        return found;
    }

    /** The first group of the only match. */
    String one(String pattern) {
        List<MatchResult> found = all(pattern);
        if (found.size() > 1) {
            throw new AssertionError("%s has %d times %s".formatted(file, found.size(), pattern));
        }
        return found.getFirst().group(1);
    }
}
