package dev.clickstream.processor.identity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.Ownership;
import dev.clickstream.processor.erasure.Sweep;
import dev.clickstream.recent.Profiles;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Remembers each link, and tells the device's profile when it has changed hands. After each change of the erasure list all links
 * are looked through, some at a time: the device of somebody erased is nobody's.
 */
final class LinkKeeper extends ContextualProcessor<String, Link, String, Interim> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final IdentitySettings settings;
    private final Sweep sweep;
    private final Supplier<ErasureList> erased;
    private @Nullable KeyValueStore<String, DeviceOwner> owners;

    LinkKeeper(IdentitySettings settings, Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
        this.sweep = new Sweep(erased);
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void init(ProcessorContext<String, Interim> context) {
        super.init(context);
        owners = context.getStateStore(Identity.STORE);
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, Link> record) {
        Link link = record.value();
        if (link == null) {
            return; // a tombstone: who tidies the topic unlinks nobody
        }
        if (link.isOf(erased.get())) {
            return;
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

    private void sweep(long wallClock) {
        sweep.step(requireNonNull(owners), (device, owner, list) -> {
            DeviceOwner left = owner.without(list);
            if (left == null) {
                requireNonNull(owners).delete(device);
                if (owner.told() != null) {
                    context().forward(new Record<>(Profiles.ofDevice(device), Ownership.NOBODY, wallClock));
                }
            } else if (left != owner) {
                requireNonNull(owners).put(device, left);
            }
        });
    }
}
