package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Notes every sighting of a person on a device; emits a link when the device changes hands by it. */
final class LinkFinder extends ContextualProcessor<String, Event, String, Link> {
    private final IdentitySettings settings;
    private @Nullable KeyValueStore<String, DeviceOwner> owners;

    LinkFinder(IdentitySettings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void init(ProcessorContext<String, Link> context) {
        super.init(context);
        owners = context.getStateStore(Identity.STORE);
    }

    @Override
    public void process(Record<String, Event> record) {
        Link link = settings.shownBy(record.value()).orElse(null);
        if (link == null || !changesHands(link)) {
            return;
        }
        context().forward(record.withKey(link.anonymousId()).withValue(link));
    }

    /** An alias names a device whose owner another task may know: that task decides. */
    private boolean changesHands(Link link) {
        if (link.origin() == Link.Origin.ALIAS) {
            return true;
        }
        DeviceOwner known = requireNonNull(owners).get(link.anonymousId());
        DeviceOwner now = DeviceOwner.of(known, link, settings.mostPeople());
        if (now == known) {
            return false;
        }
        requireNonNull(owners).put(link.anonymousId(), now);
        return known == null || !Objects.equals(known.userId(settings.mostPeople()), now.userId(settings.mostPeople()));
    }
}
