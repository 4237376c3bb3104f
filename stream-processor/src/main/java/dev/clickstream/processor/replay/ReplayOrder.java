package dev.clickstream.processor.replay;

import dev.clickstream.event.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent again.
 *
 * @param from of the time when events were received
 * @param to the end of that time, itself not in it
 * @param source of the events; null for all
 * @param event the name of the events; null for all
 */
record ReplayOrder(
        Instant from,
        Instant to,
        Origin origin,
        @Nullable String source,
        @Nullable String event,
        boolean dryRun) {
    /** Where the events are read. */
    enum Origin {
        S3,
        KAFKA
    }

    ReplayOrder {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("--from must be before --to, found %s and %s".formatted(from, to));
        }
    }

    static ReplayOrder of(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        Instant from = null;
        Instant to = null;
        Origin origin = Origin.S3;
        String source = null;
        String event = null;
        boolean dryRun = false;
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--from" -> from = time(value(left, name));
                case "--to" -> to = time(value(left, name));
                case "--origin" ->
                    origin = switch (value(left, name)) {
                        case "s3" -> Origin.S3;
                        case "kafka" -> Origin.KAFKA;
                        case String other ->
                            throw new IllegalArgumentException("--origin is s3 or kafka, was " + other);
                    };
                case "--source" -> source = value(left, name);
                case "--event" -> event = value(left, name);
                case "--dry-run" -> dryRun = true;
                default -> throw new IllegalArgumentException("unknown argument " + name);
            }
        }
        if (from == null || to == null) {
            throw new IllegalArgumentException("--from and --to are needed");
        }
        return new ReplayOrder(from, to, origin, source, event, dryRun);
    }

    boolean takes(Event one) {
        return !one.receivedAt().isBefore(from)
                && one.receivedAt().isBefore(to)
                && (source == null || source.equals(one.source()))
                && (event == null || event.equals(one.event()));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is meant as 2026-11-25T00:00:00Z, was " + text, e);
        }
    }

    private static String value(Deque<String> left, String name) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return value;
    }
}
