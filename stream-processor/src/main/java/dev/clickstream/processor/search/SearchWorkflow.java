package dev.clickstream.processor.search;

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

/** Searches become recent items under their normalised term. */
public final class SearchWorkflow implements Workflow {
    private final RuledActivities activities;
    private final RulesCache rules;

    public SearchWorkflow(RuledActivities activities, RulesCache rules) {
        this.activities = requireNonNull(activities, "activities");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_SEARCH;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Activity> made = Identity.byProfile(events, "search-profile")
                .flatMapValues(activities::of, Named.as("search-activities"));
        FoldRepeats.fold(made, rules, "search-fold")
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("search-publish"));
    }
}
