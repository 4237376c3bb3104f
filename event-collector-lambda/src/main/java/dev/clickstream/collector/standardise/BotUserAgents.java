package dev.clickstream.collector.standardise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells robots that say so: the patterns are in {@code bot-user-agents.txt}, one a line. */
final class BotUserAgents {
    private static final int READ_LENGTH = 512;
    /** A site sees few user agents again and again; matching each would be the dearest step of all. */
    private static final int REMEMBERED = 4096;

    private final Pattern robots;
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

    BotUserAgents() {
        this.robots = Pattern.compile(patterns(), Pattern.CASE_INSENSITIVE);
    }

    boolean matches(@Nullable String userAgent) {
        if (userAgent == null) {
            return false;
        }
        String read = userAgent.length() <= READ_LENGTH ? userAgent : userAgent.substring(0, READ_LENGTH);
        Boolean known = seen.get(read);
        if (known != null) {
            return known;
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        boolean robot = robots.matcher(read).find();
        seen.put(read, robot);
        return robot;
    }

    private static String patterns() {
        try (InputStream in = BotUserAgents.class.getResourceAsStream("/bot-user-agents.txt")) {
            if (in == null) {
                throw new IllegalStateException("the collector lacks its resource bot-user-agents.txt");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.joining("|"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
