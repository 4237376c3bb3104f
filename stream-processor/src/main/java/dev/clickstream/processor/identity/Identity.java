package dev.clickstream.processor.identity;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.InterimSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * The identity part of the topology. An event that names both device and person makes a link; links go round by a topic of
 * their own, keyed by the device, so that the task which owns the device's events learns of them whoever found them.
 */
public final class Identity {
    /** Device to person, for the devices of this partition. */
    public static final String STORE = "identity-store";

    private Identity() {}

    /** Keeps the links, and orders the merge of what a device did before its person was known. */
    public static void keepLinks(StreamsBuilder builder) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.String()));
        builder.stream(
                        Topics.IDENTITY_LINKS.name(),
                        Consumed.with(Serdes.String(), Link.serde()).withName("identity-source"))
                .process(LinkKeeper::new, Named.as("identity-keep"), STORE)
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("identity-merge"));
    }

    /** Finds the links that events of any kind show. */
    public static void findLinks(KStream<String, Event> events) {
        events.process(LinkFinder::new, Named.as("identity-find"), STORE)
                .to(
                        Topics.IDENTITY_LINKS.name(),
                        Produced.with(Serdes.String(), Link.serde()).withName("identity-publish"));
    }

    /** The same events, keyed by the profile that each belongs to. */
    public static KStream<String, Event> byProfile(KStream<String, Event> events, String name) {
        return events.process(ProfileKey::new, Named.as(name), STORE);
    }
}
