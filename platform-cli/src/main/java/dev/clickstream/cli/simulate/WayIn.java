package dev.clickstream.cli.simulate;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How somebody came to a session: by a campaign, by another site, or directly. It follows from the session's id.
 *
 * @param source of the campaign; empty if there was none
 * @param referrer the page before; empty if there was none
 */
record WayIn(String source, String medium, String name, String referrer) {
    private static final List<WayIn> ALL = List.of(
            new WayIn("google", "cpc", "hotels-generic", "https://www.google.com/"),
            new WayIn("google", "cpc", "brand", "https://www.google.com/"),
            new WayIn("newsletter", "email", "autumn-escapes", ""),
            new WayIn("facebook", "paid_social", "city-breaks", "https://www.facebook.com/"),
            new WayIn("partner-guide", "affiliate", "island-guide", "https://guide.example.net/islands"),
            new WayIn("", "", "", "https://www.google.com/"),
            new WayIn("", "", "", "https://www.bing.com/"),
            new WayIn("", "", "", "https://www.reddit.com/r/travel"),
            new WayIn("", "", "", ""));
    /** In sixteenths, of each; the rest comes directly. */
    private static final List<Integer> SHARES = List.of(2, 1, 1, 1, 1, 3, 1, 1, 5);

    static WayIn of(String sessionId) {
        int place = (sessionId.hashCode() * 0x9E3779B1 >>> 8) % 16;
        for (int way = 0; way < ALL.size(); way++) {
            place -= SHARES.get(way);
            if (place < 0) {
                return ALL.get(way);
            }
        }
        return ALL.getLast();
    }

    void tell(ObjectNode context) {
        if (!source.isEmpty()) {
            context.putObject("campaign")
                    .put("source", source)
                    .put("medium", medium)
                    .put("name", name);
        }
        if (!referrer.isEmpty()) {
            context.putObject("page").put("referrer", referrer);
        }
    }
}
