package dev.clickstream.processor.booking;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.PlannedActivities;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.processor.rules.RulesCache;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A booking becomes recent items with their value in SGD, and closes the items' cart and wishlist points. */
public final class BookingWorkflow implements Workflow {
    private final PlannedActivities planned;
    private final RulesCache rules;

    public BookingWorkflow(PlannedActivities planned, RulesCache rules) {
        this.planned = requireNonNull(planned, "planned");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_BOOKING;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Event> kept = events.filterNot(rules::drops, Named.as("booking-drop"));
        Identity.byProfile(kept, "booking-profile")
                .flatMapValues(planned::of, Named.as("booking-activities"))
                .<Interim>mapValues(booking -> SgdPrice.added(booking, rules.current()), Named.as("booking-sgd"))
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("booking-publish"));
    }
}
