package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Emits a link for an event that names a device and a person not yet linked. */
final class LinkFinder extends ContextualProcessor<String, Event, String, Link> {
    /** Ids that name nobody: a link on one of them would melt strangers together. */
    private static final Set<String> NOBODY = Set.of(
            "null", "undefined", "none", "nil", "nan", "guest", "anonymous", "unknown", "0", "-1", "true", "false");

    private @Nullable KeyValueStore<String, String> links;

    @Override
    public void init(ProcessorContext<String, Link> context) {
        super.init(context);
        links = context.getStateStore(Identity.STORE);
    }

    @Override
    public void process(Record<String, Event> record) {
        link(record.value())
                .filter(link -> !link.userId().equals(requireNonNull(links).get(link.anonymousId())))
                .ifPresent(link ->
                        context().forward(record.withKey(link.anonymousId()).withValue(link)));
    }

    /** The link an event shows; an alias names the device as {@code previousId}. */
    static Optional<Link> link(Event event) {
        String device = event.type() == EventType.ALIAS
                ? event.properties().path("previousId").asString("")
                : event.anonymousId();
        String user = event.userId();
        if (device == null || user == null || isNobody(device) || isNobody(user) || device.equals(user)) {
            return Optional.empty();
        }
        return Optional.of(new Link(device, user, event.occurredAt(), event.messageId()));
    }

    private static boolean isNobody(String id) {
        return id.isBlank() || NOBODY.contains(id.strip().toLowerCase(Locale.ROOT));
    }
}
