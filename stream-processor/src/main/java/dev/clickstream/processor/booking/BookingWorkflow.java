package dev.clickstream.processor.booking;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.FoldRepeats;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.rules.force.RulesCache;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A booking becomes recent items with their value in SGD, and closes the items' cart and wishlist points. */
public final class BookingWorkflow implements Workflow {
    private final RuledActivities activities;
    private final RulesCache rules;

    public BookingWorkflow(RuledActivities activities, RulesCache rules) {
        this.activities = requireNonNull(activities, "activities");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_BOOKING;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Activity> made = Identity.byProfile(events, "booking-profile")
                .flatMapValues(activities::of, Named.as("booking-activities"));
        FoldRepeats.fold(made, rules, "booking-fold")
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("booking-publish"));
    }
}
