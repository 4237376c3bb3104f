package dev.clickstream.processor;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events for tests: a device {@code d1} unless said otherwise, minutes after {@link #START}. */
final class Events {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Events() {}

    static Event track(String event, int minute, String properties) {
        return of(EventType.TRACK, event, null, "d1", minute, properties, Set.of());
    }

    static Event of(
            EventType type,
            String event,
            String userId,
            String anonymousId,
            int minute,
            String properties,
            Set<EventFlag> flags) {
        Instant at = START.plus(Duration.ofMinutes(minute));
        return new Event(
                "m-" + event + "-" + minute,
                type,
                event,
                null,
                userId,
                anonymousId,
                null,
                at,
                at,
                at,
                at,
                "web",
                MAPPER.createObjectNode(),
                (ObjectNode) MAPPER.readTree(properties),
                flags);
    }
}
