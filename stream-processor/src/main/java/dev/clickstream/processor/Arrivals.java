package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.recent.RecentItems;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The events of a main topic that can be worked with. The others go to topics of their own, whole: records without a key lie in
 * any partition, so no task knows the device's links; what is older than the hot store remembers comes too late for it, though
 * it still tells whose a device is.
 */
final class Arrivals {
    private final StreamsBuilder builder;
    private final InstantSource clock;
    private final Supplier<ErasureList> erased;
    private final Serde<Event> events = EventSerde.serde();

    Arrivals(StreamsBuilder builder, InstantSource clock, Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
        this.builder = requireNonNull(builder, "builder");
        this.clock = requireNonNull(clock, "clock");
    }

    /** All events that have a key, without those of people who were erased: some come late, some are sent again. */
    KStream<String, Event> keyed(Topic topic) {
        String entity = topic.entity();
        Map<String, KStream<String, Event>> branches = builder.stream(
                        topic.name(), Consumed.with(Serdes.String(), events).withName(entity + "-source"))
                .filterNot((key, event) -> event != null && erased.get().names(event), Named.as(entity + "-erased"))
                .split(Named.as(entity + "-"))
                .branch(
                        (key, event) -> key == null,
                        Branched.withConsumer(keyless -> to(keyless, Topics.KEYLESS, entity), "keyless"))
                .defaultBranch(Branched.as("keyed"));
        return requireNonNull(branches.get(entity + "-keyed"));
    }

    /** Of the events of a topic those that the hot store would still show. */
    KStream<String, Event> timely(Topic topic, KStream<String, Event> keyed) {
        String entity = topic.entity();
        Map<String, KStream<String, Event>> branches = keyed.split(Named.as(entity + "-age-"))
                .branch(
                        (key, event) -> isLate(event),
                        Branched.withConsumer(late -> to(late, Topics.LATE, entity), "late"))
                .defaultBranch(Branched.as("timely"));
        return requireNonNull(branches.get(entity + "-age-timely"));
    }

    private void to(KStream<String, Event> events, Topic topic, String entity) {
        events.to(
                topic.name(),
                Produced.with(Serdes.String(), this.events).withName(entity + '-' + topic.entity() + "-publish"));
    }

    private boolean isLate(Event event) {
        if (event == null) {
            throw new IllegalArgumentException("a main topic holds events, was a record without a value");
        }
        return RecentItems.isExpired(event.occurredAt(), clock.instant());
    }
}
