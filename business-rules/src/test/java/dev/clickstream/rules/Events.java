package dev.clickstream.rules;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as the tests need them. */
public final class Events {
    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Events() {}

    public static Event viewed(String properties) {
        return of("Product Viewed", "{\"library\":{\"name\":\"web\"}}", properties, Set.of());
    }

    public static Event of(String event, String context, String properties, Set<EventFlag> flags) {
        return new Event(
                "m1",
                EventType.TRACK,
                event,
                null,
                null,
                "d1",
                null,
                NOON,
                null,
                null,
                NOON,
                "web",
                object(context),
                object(properties),
                flags);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
