package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What limits links of devices and people.
 *
 * @param mostPeople that may share a device; one that more people used is nobody's
 * @param blocks tells ids that an operator keeps from linking; asked for devices and people alike
 */
public record IdentitySettings(int mostPeople, Predicate<String> blocks) {
    /** Ids that name nobody: a link on one of them would melt strangers together. */
    private static final Set<String> NOBODY = Set.of(
            "null", "undefined", "none", "nil", "nan", "guest", "anonymous", "unknown", "0", "-1", "true", "false");

    public IdentitySettings {
        if (mostPeople < 1) {
            throw new IllegalArgumentException("at least one person uses a device, was " + mostPeople);
        }
        requireNonNull(blocks, "blocks");
    }

    /** The link an event shows; an alias names the device as {@code previousId}. */
    public Optional<Link> shownBy(Event event) {
        boolean isAlias = event.type() == EventType.ALIAS;
        String device = isAlias ? event.properties().path("previousId").asString("") : event.anonymousId();
        String user = event.userId();
        if (device == null || user == null || isNobody(device) || isNobody(user) || device.equals(user)) {
            return Optional.empty();
        }
        return Optional.of(new Link(
                device, user, event.occurredAt(), event.messageId(), isAlias ? Link.Origin.ALIAS : Link.Origin.EVENT));
    }

    private boolean isNobody(String id) {
        return id.isBlank() || NOBODY.contains(id.strip().toLowerCase(Locale.ROOT)) || blocks.test(id);
    }
}
