package dev.clickstream.processor.fold;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.InterimSerde;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.rules.force.RulesCache;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The way of each workflow's events to the interim topic: by profile, as activities by plan and rules, repeats folded. */
public final class ActivityFlow {
    private final RuledActivities activities;
    private final RulesCache rules;
    private final Supplier<ErasureList> erased;

    public ActivityFlow(RuledActivities activities, RulesCache rules, Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
        this.activities = requireNonNull(activities, "activities");
        this.rules = requireNonNull(rules, "rules");
    }

    /** @param name before the names of the steps, e.g. {@code view}; it must not change, as they name state */
    public void publish(KStream<String, Event> events, String name) {
        KStream<String, Activity> made = Identity.byProfile(events, name + "-profile")
                .flatMapValues(activities::of, Named.as(name + "-activities"));
        FoldRepeats.fold(made, rules, erased, name + "-fold")
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName(name + "-publish"));
    }
}
