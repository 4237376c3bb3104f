package dev.clickstream.collector.derive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** Browser, system and device of a user agent, by ua-parser's list. */
final class UserAgents {
    private static final int READ_LENGTH = 512;
    /** A site sees few user agents again and again; matching each would be the dearest step of all. */
    private static final int REMEMBERED = 4096;

    private final Parser parser = new Parser();
    private final Map<String, Map<String, String>> seen = new ConcurrentHashMap<>();

    /** Without what is not known. */
    Map<String, String> parsed(String userAgent) {
        String read = userAgent.length() <= READ_LENGTH ? userAgent : userAgent.substring(0, READ_LENGTH);
        Map<String, String> known = seen.get(read);
        if (known != null) {
            return known;
        }
        Map<String, String> parsed = parse(read);
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        seen.put(read, parsed);
        return parsed;
    }

    private Map<String, String> parse(String userAgent) {
        Client client = parser.parse(userAgent);
        Map<String, String> parsed = new LinkedHashMap<>();
        put(parsed, "browser", client.userAgent.family);
        put(parsed, "browserVersion", client.userAgent.major);
        put(parsed, "os", client.os.family);
        put(parsed, "osVersion", client.os.major);
        put(parsed, "device", client.device.family);
        return parsed;
    }

    private static void put(Map<String, String> parsed, String name, @Nullable String value) {
        if (value != null && !value.isBlank() && !value.equals("Other")) {
            parsed.put(name, value);
        }
    }
}
