package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.Merge;
import dev.clickstream.recent.Profiles;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Remembers each new link and orders the device's own profile to be merged into the person's. */
final class LinkKeeper extends ContextualProcessor<String, Link, String, Interim> {
    private @Nullable KeyValueStore<String, String> links;

    @Override
    public void init(ProcessorContext<String, Interim> context) {
        super.init(context);
        links = context.getStateStore(Identity.STORE);
    }

    @Override
    public void process(Record<String, Link> record) {
        Link link = record.value();
        String known = requireNonNull(links).get(link.anonymousId());
        if (link.userId().equals(known)) {
            return;
        }
        requireNonNull(links).put(link.anonymousId(), link.userId());
        context()
                .forward(record.withKey(Profiles.ofDevice(link.anonymousId()))
                        .withValue(new Merge(Profiles.ofUser(link.userId()))));
    }
}
