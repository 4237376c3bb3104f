package dev.clickstream.endtoend.replay;

import dev.clickstream.cli.send.Message;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid messages as the events that the collector makes of them, without the collector: what is measured or tested begins behind
 * it. Clocks are taken to be right.
 */
public final class Envelopes {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TrackingPlan plan;

    public Envelopes(TrackingPlan plan) {
        this.plan = plan;
    }

    /** @param receivedAt when the collector would have taken it */
    public Event of(Message message, Instant receivedAt) {
        ObjectNode json = message.json();
        EventType type = EventType.ofWord(json.path("type").asString("track")).orElseThrow();
        String name = text(json, "event");
        String event = name == null ? type.word() : name.strip();
        Instant occurredAt = Instant.parse(json.path("timestamp").asString(receivedAt.toString()))
                .truncatedTo(ChronoUnit.MILLIS);
        return new Event(
                String.valueOf(text(json, "messageId")),
                type,
                event,
                plan.find(event).map(PlannedEvent::schema).orElse(null),
                text(json, "userId"),
                text(json, "anonymousId"),
                text(json, "sessionId"),
                occurredAt,
                occurredAt,
                null,
                receivedAt,
                "replay",
                object(json.path("context")),
                properties(json, type),
                Set.of());
    }

    /** The main topic that the collector sends the event to. */
    public String topicOf(Event event) {
        return plan.find(event.event())
                .map(planned -> planned.domain().topic().name())
                .orElse(dev.clickstream.event.Topics.EVENTS_UNPLANNED.name());
    }

    /** What a call other than track says beside its ids is, in the envelope, a property. */
    private static ObjectNode properties(ObjectNode json, EventType type) {
        ObjectNode properties = object(json.path(json.has("traits") ? "traits" : "properties"));
        JsonNode previous = json.path("previousId");
        if (type == EventType.ALIAS && previous.isString()) {
            properties.put("previousId", previous.stringValue());
        }
        return properties;
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : JSON.createObjectNode();
    }

    private static @Nullable String text(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() && !value.stringValue().isEmpty()
                ? Normalizer.normalize(value.stringValue().replace("\0", ""), Normalizer.Form.NFC)
                : null;
    }
}
