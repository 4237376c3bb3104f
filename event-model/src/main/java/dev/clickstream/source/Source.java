package dev.clickstream.source;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An app, a site or a server that sends.
 *
 * @param name stands in every event of it
 * @param writeKeys any of them names it; several while one is being replaced, none while it may not send
 * @param origins of web pages that may send, {@code https://www.example.com}; empty for any
 * @param events that it may send, by name; empty for any. Calls other than track are not looked at
 * @param unplanned what becomes of events that the tracking plan does not know
 * @param rate null for no limit
 * @param serverKeys if there are any, each request must be signed by one of them
 */
public record Source(
        String name,
        List<String> writeKeys,
        Set<String> origins,
        Set<String> events,
        Unplanned unplanned,
        @Nullable Rate rate,
        List<ServerKey> serverKeys) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    /** What becomes of events that the tracking plan does not know. */
    public enum Unplanned {
        KEEP,
        REJECT
    }

    /**
     * How much may be sent.
     *
     * @param burst events at once, after a pause
     */
    public record Rate(int eventsPerSecond, int burst) {
        public Rate {
            if (eventsPerSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("eventsPerSecond and burst must be at least 1");
            }
        }
    }

    /**
     * A secret that a server signs its requests by.
     *
     * @param secret as text; its UTF-8 bytes are the key
     */
    public record ServerKey(String id, String secret) {
        public ServerKey {
            if (!id.matches(NAME)) {
                throw new IllegalArgumentException(
                        "a server key's id is 1 to 128 letters, digits, dots, hyphens and underscores");
            }
            if (secret.length() < 32) {
                throw new IllegalArgumentException("the secret of a server key must have at least 32 characters");
            }
        }

        @Override
        public String toString() {
            return "ServerKey[id=%s]".formatted(id);
        }
    }

    /** @throws IllegalArgumentException if the name is none, or an origin is not one */
    public Source {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a source is named by 1 to 128 letters, digits, dots, hyphens and underscores");
        }
        writeKeys = List.copyOf(writeKeys);
        if (writeKeys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a write key must not be blank");
        }
        for (String origin : origins) {
            if (!origin.matches("https?://[^/\\s]+")) {
                throw new IllegalArgumentException(
                        "an origin is a scheme and a host, https://www.example.com, was '%s'".formatted(origin));
            }
        }
        origins = java.util.Collections.unmodifiableSet(new TreeSet<>(origins));
        events = java.util.Collections.unmodifiableSet(new TreeSet<>(events));
        serverKeys = List.copyOf(serverKeys);
    }

    /** One that may send anything from anywhere. */
    public static Source open(String name, List<String> writeKeys) {
        return new Source(name, writeKeys, Set.of(), Set.of(), Unplanned.KEEP, null, List.of());
    }

    /** @param origin as a browser sends it; null from whatever is none */
    public boolean takesFrom(@Nullable String origin) {
        return origin == null || origins.isEmpty() || origins.contains(origin);
    }

    /** @param event the name in a track call */
    public boolean takes(String event) {
        return events.isEmpty() || events.contains(event);
    }
}
