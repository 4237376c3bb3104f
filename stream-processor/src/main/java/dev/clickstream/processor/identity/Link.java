package dev.clickstream.processor.identity;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.EventJson;
import dev.clickstream.processor.activity.JsonSerde;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A device belongs to a person, or to nobody any more. On the topic it is keyed by the device; the records of a device, one
 * after the other, are the log of its merges.
 *
 * @param userId null if the device belongs to nobody from then on
 * @param linkedAt when the event that showed it occurred, or the operator said so
 * @param messageId of that event, or of what the operator did; breaks ties of time
 */
public record Link(String anonymousId, @Nullable String userId, Instant linkedAt, String messageId, Origin origin) {
    /** By time, then by message id: a total order that no order of arrival can change. */
    static final Comparator<Link> BY_AGE = Comparator.comparing(Link::linkedAt).thenComparing(Link::messageId);

    /** Who says so. */
    public enum Origin {
        /** An event that names both. */
        EVENT,
        /** An alias: the id was used before the person's own. */
        ALIAS,
        /** Somebody, by hand. */
        OPERATOR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Link {
        if (anonymousId.isBlank() || (userId != null && userId.isBlank())) {
            throw new IllegalArgumentException("a link needs anonymousId, and a userId that holds text or none at all");
        }
    }

    /** Whether it tells of somebody who was erased, person or device. */
    public boolean isOf(ErasureList erased) {
        return erased.names(anonymousId, linkedAt) || erased.names(userId, linkedAt);
    }

    /** {@code userId} is null, not absent, when the device belongs to nobody. */
    public static Serde<Link> serde() {
        return new JsonSerde<>("a link", Link::write, Link::read);
    }

    /** Writes the members into the object that was begun. */
    static void write(JsonGenerator json, Link link) {
        json.writeStringProperty("anonymousId", link.anonymousId());
        json.writeStringProperty("userId", link.userId());
        json.writeStringProperty("linkedAt", EventJson.time(link.linkedAt()));
        json.writeStringProperty("messageId", link.messageId());
        json.writeStringProperty("origin", link.origin().word());
    }

    /** @throws IllegalArgumentException if a member is missing or is no time */
    static Link read(JsonNode tree) {
        JsonNode userId = tree.path("userId");
        return new Link(
                tree.path("anonymousId").asString(""),
                userId.isNull() ? null : userId.asString(""),
                Instant.parse(tree.path("linkedAt").asString("")),
                tree.path("messageId").asString(""),
                Origin.valueOf(tree.path("origin").asString("event").toUpperCase(Locale.ROOT)));
    }
}
