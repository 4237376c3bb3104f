package dev.clickstream.processor.engagement;

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

/** Promotions become recent items; pages and screens pass without one, but show links of device and person. */
public final class EngagementWorkflow implements Workflow {
    private final PlannedActivities planned;
    private final RulesCache rules;

    public EngagementWorkflow(PlannedActivities planned, RulesCache rules) {
        this.planned = requireNonNull(planned, "planned");
        this.rules = requireNonNull(rules, "rules");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_ENGAGEMENT;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        KStream<String, Event> kept = events.filterNot(rules::drops, Named.as("engagement-drop"));
        Identity.byProfile(kept, "engagement-profile")
                .<Interim>flatMapValues(planned::of, Named.as("engagement-activities"))
                .to(
                        Topics.ACTIVITY.name(),
                        Produced.with(Serdes.String(), InterimSerde.serde()).withName("engagement-publish"));
    }
}
