package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.recent.Profiles;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keys an event by its profile: the person it names, else the person its device is linked to, else the device. An event that
 * names a person goes to that person though its device is linked to another: shared devices stay apart.
 */
final class ProfileKey extends ContextualProcessor<String, Event, String, Event> {
    private @Nullable KeyValueStore<String, String> links;

    @Override
    public void init(ProcessorContext<String, Event> context) {
        super.init(context);
        links = context.getStateStore(Identity.STORE);
    }

    @Override
    public void process(Record<String, Event> record) {
        context().forward(record.withKey(profile(record.value())));
    }

    private String profile(Event event) {
        if (event.userId() != null) {
            return Profiles.ofUser(event.userId());
        }
        String device = requireNonNull(event.anonymousId());
        String user = requireNonNull(links).get(device);
        return user == null ? Profiles.ofDevice(device) : Profiles.ofUser(user);
    }
}
