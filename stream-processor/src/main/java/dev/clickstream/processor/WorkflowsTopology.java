package dev.clickstream.processor;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.booking.BookingWorkflow;
import dev.clickstream.processor.cart.CartWorkflow;
import dev.clickstream.processor.engagement.EngagementWorkflow;
import dev.clickstream.processor.fold.FoldRepeats;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.processor.search.SearchWorkflow;
import dev.clickstream.processor.view.ViewWorkflow;
import dev.clickstream.processor.wishlist.WishlistWorkflow;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.force.RulesCache;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Events in, activity by profile out: one workflow per main topic, with the identity part they share. */
public final class WorkflowsTopology {
    private WorkflowsTopology() {}

    public static Topology build(TrackingPlan plan, RulesCache rules) {
        RuledActivities activities = new RuledActivities(new PlannedActivities(plan), rules);
        List<Workflow> workflows = List.of(
                new ViewWorkflow(activities, rules),
                new SearchWorkflow(activities, rules),
                new WishlistWorkflow(activities, rules),
                new CartWorkflow(activities, rules),
                new BookingWorkflow(activities, rules),
                new EngagementWorkflow(activities, rules));

        StreamsBuilder builder = new StreamsBuilder();
        Identity.keepLinks(builder);
        FoldRepeats.keepItems(builder);
        KStream<String, Event> all = source(builder, Topics.EVENTS_IDENTITY)
                .merge(source(builder, Topics.EVENTS_UNPLANNED), Named.as("events-merge-unplanned"));
        for (Workflow workflow : workflows) {
            KStream<String, Event> events = source(builder, workflow.topic());
            workflow.attachTo(events);
            all = all.merge(events, Named.as("events-merge-" + workflow.topic().entity()));
        }
        Identity.findLinks(all);
        return builder.build();
    }

    private static KStream<String, Event> source(StreamsBuilder builder, Topic topic) {
        return builder.stream(
                topic.name(), Consumed.with(Serdes.String(), EventSerde.serde()).withName(topic.entity() + "-source"));
    }
}
