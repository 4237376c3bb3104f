package dev.clickstream.processor.wishlist;

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

/** Adding puts an item on the person's wishlist, removing takes it off. */
public final class WishlistWorkflow implements Workflow {
    private final RuledActivities activities;
    private final RulesCache rules;

    public WishlistWorkflow(RuledActivities activities, RulesCache rules) {
        this.activities = requireNonNull(activities, "activities");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_WISHLIST;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Activity> made = Identity.byProfile(events, "wishlist-profile")
                .flatMapValues(activities::of, Named.as("wishlist-activities"));
        FoldRepeats.fold(made, rules, "wishlist-fold")
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("wishlist-publish"));
    }
}
