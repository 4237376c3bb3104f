package dev.clickstream.collector.derive;

import dev.clickstream.collector.derive.Referrers.Referrer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what follows from a context into its member {@value #MEMBER}, so that it is worked out once and nobody takes it for
 * something that was sent. The same context always gives the same. Safe for any number of threads.
 */
public final class Derivation {
    public static final String MEMBER = "derived";

    private final BotUserAgents bots = new BotUserAgents();
    private final UserAgents userAgents = new UserAgents();
    private final Referrers referrers = new Referrers();

    /** Whether the user agent is that of a robot; no user agent is none. */
    public boolean isBot(@Nullable String userAgent) {
        return bots.matches(userAgent);
    }

    /**
     * @param context is changed
     * @param properties a page's own address may stand there instead
     * @param userAgent null if none is known
     */
    public void addTo(ObjectNode context, ObjectNode properties, @Nullable String userAgent) {
        ObjectNode derived = JsonNodeFactory.instance.objectNode();
        if (userAgent != null) {
            put(derived, "userAgent", userAgents.parsed(userAgent));
        }
        JsonNode page = context.path("page");
        String url = text(page.path("url"), properties.path("url"));
        String referrer = text(page.path("referrer"), properties.path("referrer"));
        if (url != null) {
            put(derived, "campaign", Campaign.of(url));
        }
        if (referrer != null) {
            Referrer found = referrers.find(referrer, url);
            if (found != null) {
                put(derived, "referrer", found.members());
            }
        }
        if (derived.isEmpty()) {
            context.remove(MEMBER);
        } else {
            context.set(MEMBER, derived);
        }
    }

    private static void put(ObjectNode derived, String name, Map<String, String> members) {
        if (!members.isEmpty()) {
            ObjectNode node = derived.putObject(name);
            members.forEach(node::put);
        }
    }

    private static @Nullable String text(JsonNode first, JsonNode second) {
        if (first.isString() && !first.stringValue().isBlank()) {
            return first.stringValue();
        }
        return second.isString() && !second.stringValue().isBlank() ? second.stringValue() : null;
    }
}
