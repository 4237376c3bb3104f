package dev.clickstream.collector.derive;

import dev.clickstream.collector.list.KeptList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells robots that say so: by the kept list {@code crawler-user-agents.txt}, and by our own patterns for what drives
 * browsers, {@code bot-user-agents.txt}.
 */
final class BotUserAgents {
    private static final int READ_LENGTH = 512;
    /** A site sees few user agents again and again; matching each would be the dearest step of all. */
    private static final int REMEMBERED = 4096;

    private final Pattern known = Pattern.compile(patterns("/crawler-user-agents.txt"));
    private final Pattern telling = Pattern.compile(patterns("/bot-user-agents.txt"), Pattern.CASE_INSENSITIVE);
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

    boolean matches(@Nullable String userAgent) {
        if (userAgent == null) {
            return false;
        }
        String read = userAgent.length() <= READ_LENGTH ? userAgent : userAgent.substring(0, READ_LENGTH);
        Boolean before = seen.get(read);
        if (before != null) {
            return before;
        }
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        boolean robot = telling.matcher(read).find() || known.matcher(read).find();
        seen.put(read, robot);
        return robot;
    }

    private static String patterns(String resource) {
        return String.join("|", KeptList.lines(resource));
    }
}
