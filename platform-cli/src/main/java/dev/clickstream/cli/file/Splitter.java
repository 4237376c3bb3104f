package dev.clickstream.cli.file;

import java.util.List;
import java.util.regex.Pattern;

/** Cuts text at a fixed separator; empty parts keep their position. */
record Splitter(String separator) {
    Splitter {
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("the separator is empty");
        }
    }

    List<String> split(String text) {
        return List.of(text.split(Pattern.quote(separator), -1));
    }
}
