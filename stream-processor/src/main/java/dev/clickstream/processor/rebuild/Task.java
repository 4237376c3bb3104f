package dev.clickstream.processor.rebuild;

import dev.clickstream.processor.rebuild.Rebuild.End;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What a rebuild is asked to do. */
sealed interface Task {
    /** From where what happened is read. */
    enum From {
        /** The loader's files, and what Kafka still has. */
        S3,
        KAFKA
    }

    /** @param asOf null for the table of now */
    record RecentItemsTable(From from, @Nullable Instant asOf, End end) implements Task {}

    /** The features as they were at a time, without a table. */
    record FeaturesAsOf(From from, Path out, Instant asOf) implements Task {}

    /** The features in a table. @param table null for the live one */
    record FeaturesOfTable(Path out, @Nullable String table) implements Task {}

    /** @throws IllegalArgumentException if there is something wrong with the arguments; the message says what */
    static Task of(String[] arguments) {
        Iterator<String> words = Arrays.asList(arguments).iterator();
        String what = next(words, "what to do: recent-items or features");
        From from = From.S3;
        Instant asOf = null;
        Path out = null;
        String table = null;
        End end = End.SWITCH;
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--from" -> from = from(next(words, "s3 or kafka after --from"));
                case "--as-of" -> asOf = time(next(words, "a time after --as-of"));
                case "--out" -> out = Path.of(next(words, "a folder after --out"));
                case "--table" -> table = next(words, "a table after --table");
                case "--dry-run" -> end = End.COMPARE_ONLY;
                case "--keep-old" -> end = end == End.COMPARE_ONLY ? end : End.SWITCH_AND_KEEP_OLD;
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        return switch (what) {
            case "recent-items" -> new RecentItemsTable(from, asOf, end);
            case "features" -> features(from, asOf, out, table);
            default -> throw new IllegalArgumentException("recent-items or features can be asked for, not " + what);
        };
    }

    private static Task features(From from, @Nullable Instant asOf, @Nullable Path out, @Nullable String table) {
        if (out == null) {
            throw new IllegalArgumentException("features need --out, a folder to write to");
        }
        if (asOf != null && table != null) {
            throw new IllegalArgumentException(
                    "features are of a time or of a table: --as-of and --table exclude each other");
        }
        return asOf == null ? new FeaturesOfTable(out, table) : new FeaturesAsOf(from, out, asOf);
    }

    private static String next(Iterator<String> words, String wanted) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("missing: " + wanted);
        }
        return words.next();
    }

    private static From from(String word) {
        return switch (word) {
            case "s3" -> From.S3;
            case "kafka" -> From.KAFKA;
            default -> throw new IllegalArgumentException("--from is s3 or kafka, was " + word);
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--as-of is a time in UTC like 2026-11-23T12:00:00Z, was " + text, e);
        }
    }
}
