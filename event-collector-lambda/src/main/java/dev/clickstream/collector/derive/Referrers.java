package dev.clickstream.collector.derive;

import dev.clickstream.collector.list.KeptList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells search engines, social networks and assistants from other pages by the host of a referrer: {@code referrers.txt}. */
final class Referrers {
    private static final String ANY_ENDING = ".{}";

    /** By host, e.g. {@code mail.example.com}; where any country's ending may stand, by the host up to its dot. */
    private final Map<String, Referrer> byHost = new HashMap<>();

    private final Map<String, Referrer> byBeginning = new HashMap<>();

    /**
     * @param medium internal, search, social, assistant or other
     * @param source e.g. {@code Google}; null of an internal or other one
     */
    record Referrer(String medium, @Nullable String source) {
        Map<String, String> members() {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("medium", medium);
            if (source != null) {
                members.put("source", source);
            }
            return members;
        }
    }

    Referrers() {
        for (String line : KeptList.lines("/referrers.txt")) {
            String[] columns = line.split(" ", 3);
            Referrer referrer = new Referrer(columns[0], columns[2]);
            if (columns[1].endsWith(ANY_ENDING)) {
                byBeginning.putIfAbsent(columns[1].substring(0, columns[1].length() - ANY_ENDING.length()), referrer);
            } else {
                byHost.putIfAbsent(columns[1], referrer);
            }
        }
    }

    /** Null when the referrer is no address with a host. */
    @Nullable
    Referrer find(String referrer, @Nullable String page) {
        String host = host(referrer);
        if (host == null) {
            return null;
        }
        if (page != null && host.equals(host(page))) {
            return new Referrer("internal", null);
        }
        for (String part = host; ; part = part.substring(part.indexOf('.') + 1)) {
            Referrer found = byHost.get(part);
            Referrer anywhere = found == null ? byAnyEnding(part) : found;
            if (anywhere != null) {
                return anywhere;
            }
            if (part.indexOf('.') < 0) {
                return new Referrer("other", null);
            }
        }
    }

    /** An ending has one or two labels: google.de, google.co.uk. */
    private @Nullable Referrer byAnyEnding(String host) {
        int last = host.lastIndexOf('.');
        if (last <= 0) {
            return null;
        }
        Referrer one = byBeginning.get(host.substring(0, last));
        int before = host.lastIndexOf('.', last - 1);
        return one != null || before <= 0 || last - before > 4 ? one : byBeginning.get(host.substring(0, before));
    }

    private static @Nullable String host(String url) {
        int slashes = url.indexOf("//");
        if (slashes < 0) {
            return null;
        }
        int end = slashes + 2;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(slashes + 2, end).toLowerCase(Locale.ROOT);
        String host = authority.substring(authority.lastIndexOf('@') + 1).split(":", 2)[0];
        return host.isEmpty() ? null : host;
    }
}
