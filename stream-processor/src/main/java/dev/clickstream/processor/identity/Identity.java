package dev.clickstream.processor.identity;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.recent.Profiles;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * The identity part of the topology. An event that names both device and person makes a link; links go round by a topic of
 * their own, keyed by the device, so that the task which owns the device's events learns of them whoever found them: a device's
 * own events, an alias that lies with the person's, or an operator.
 */
public final class Identity {
    /** Whose the devices of this partition are. */
    static final String STORE = "identity-store";

    private Identity() {}

    /** Keeps the links, and tells each device's profile whose it is; those of people who were erased go. */
    public static void keepLinks(StreamsBuilder builder, IdentitySettings settings, Supplier<ErasureList> erased) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), DeviceOwner.serde())
                        // A device's events come in bursts: of their many sightings of one person the last is written.
                        .withCachingEnabled());
        builder.stream(
                        Topics.IDENTITY_LINKS.name(),
                        Consumed.with(Serdes.String(), Link.serde()).withName("identity-source"))
                .process(() -> new LinkKeeper(settings, erased), Named.as("identity-keep"), STORE)
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("identity-own"));
    }

    /** Finds the links that events of any kind show. */
    public static void findLinks(KStream<String, Event> events, IdentitySettings settings) {
        events.process(() -> new LinkFinder(settings), Named.as("identity-find"), STORE)
                .to(
                        Topics.IDENTITY_LINKS.name(),
                        Produced.with(Serdes.String(), Link.serde()).withName("identity-publish"));
    }

    /** The same events, keyed by the profile that did it: the person an event names, else the device. */
    public static KStream<String, Event> byProfile(KStream<String, Event> events, String name) {
        return events.selectKey((key, event) -> profile(event), Named.as(name));
    }

    /** An event that names a person is theirs though its device belongs to another: shared devices stay apart. */
    private static String profile(Event event) {
        return event.userId() != null
                ? Profiles.ofUser(event.userId())
                : Profiles.ofDevice(Objects.requireNonNull(event.anonymousId()));
    }
}
