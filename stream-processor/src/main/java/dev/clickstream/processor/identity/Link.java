package dev.clickstream.processor.identity;

import dev.clickstream.event.EventJson;
import dev.clickstream.processor.activity.JsonSerde;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;

/**
 * A device belongs to a person. On the topic it is keyed by the device.
 *
 * @param linkedAt when the event that showed it occurred
 * @param messageId of that event
 */
public record Link(String anonymousId, String userId, Instant linkedAt, String messageId) {
    public Link {
        if (anonymousId.isBlank() || userId.isBlank()) {
            throw new IllegalArgumentException("a link needs anonymousId and userId");
        }
    }

    public static Serde<Link> serde() {
        return new JsonSerde<>(
                "a link",
                (json, link) -> {
                    json.writeStringProperty("anonymousId", link.anonymousId());
                    json.writeStringProperty("userId", link.userId());
                    json.writeStringProperty("linkedAt", EventJson.time(link.linkedAt()));
                    json.writeStringProperty("messageId", link.messageId());
                },
                tree -> new Link(
                        tree.path("anonymousId").asString(""),
                        tree.path("userId").asString(""),
                        Instant.parse(tree.path("linkedAt").asString("")),
                        tree.path("messageId").asString("")));
    }
}
