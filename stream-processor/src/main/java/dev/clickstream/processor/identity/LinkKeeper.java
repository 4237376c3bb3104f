package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.Ownership;
import dev.clickstream.recent.Profiles;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Remembers each link, and tells the device's profile when it has changed hands. */
final class LinkKeeper extends ContextualProcessor<String, Link, String, Interim> {
    private final IdentitySettings settings;
    private @Nullable KeyValueStore<String, DeviceOwner> owners;

    LinkKeeper(IdentitySettings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void init(ProcessorContext<String, Interim> context) {
        super.init(context);
        owners = context.getStateStore(Identity.STORE);
    }

    @Override
    public void process(Record<String, Link> record) {
        Link link = record.value();
        if (link == null) {
            return; // a tombstone: who tidies the topic unlinks nobody
        }
        DeviceOwner known = requireNonNull(owners).get(link.anonymousId());
        DeviceOwner now = DeviceOwner.of(known, link, settings.mostPeople());
        if (now.isTold(settings.mostPeople())) {
            if (now != known) {
                requireNonNull(owners).put(link.anonymousId(), now);
            }
            return;
        }
        String user = now.userId(settings.mostPeople());
        requireNonNull(owners).put(link.anonymousId(), now.withTold(user));
        context()
                .forward(record.withKey(Profiles.ofDevice(link.anonymousId()))
                        .withValue(user == null ? Ownership.NOBODY : new Ownership(Profiles.ofUser(user))));
    }
}
