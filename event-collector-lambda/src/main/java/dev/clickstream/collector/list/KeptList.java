package dev.clickstream.collector.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text resource whose lines count, but for empty ones and those that begin with {@code #}. */
public final class KeptList {
    private KeptList() {}

    /**
     * @param resource of the collector, e.g. {@code /referrers.txt}
     * @throws IllegalStateException if it was not packaged
     */
    public static List<String> lines(String resource) {
        try (InputStream in = KeptList.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the collector lacks its resource " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
