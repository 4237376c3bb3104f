package dev.clickstream.processor;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.booking.BookingWorkflow;
import dev.clickstream.processor.cart.CartWorkflow;
import dev.clickstream.processor.engagement.EngagementWorkflow;
import dev.clickstream.processor.fold.ActivityFlow;
import dev.clickstream.processor.fold.FoldRepeats;
import dev.clickstream.processor.identity.Identity;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.search.SearchWorkflow;
import dev.clickstream.processor.view.ViewWorkflow;
import dev.clickstream.processor.wishlist.WishlistWorkflow;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.force.RulesCache;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Events in, activity by profile out: one workflow per main topic, with the identity part they share. */
public final class WorkflowsTopology {
    private WorkflowsTopology() {}

    /**
     * @param clock tells which events come too late
     * @param erased who was erased, now; another object after each change
     */
    public static Topology build(
            TrackingPlan plan,
            RulesCache rules,
            IdentitySettings identity,
            InstantSource clock,
            Supplier<ErasureList> erased) {
        ActivityFlow flow = new ActivityFlow(new RuledActivities(new PlannedActivities(plan), rules), rules, erased);
        List<Workflow> workflows = List.of(
                new ViewWorkflow(flow),
                new SearchWorkflow(flow),
                new WishlistWorkflow(flow),
                new CartWorkflow(flow),
                new BookingWorkflow(flow),
                new EngagementWorkflow(flow));

        StreamsBuilder builder = new StreamsBuilder();
        Arrivals arrivals = new Arrivals(builder, clock, erased);
        Identity.keepLinks(builder, identity, erased);
        FoldRepeats.keepItems(builder);
        KStream<String, Event> all = arrivals.keyed(Topics.EVENTS_IDENTITY)
                .merge(arrivals.keyed(Topics.EVENTS_UNPLANNED), Named.as("events-merge-unplanned"));
        for (Workflow workflow : workflows) {
            KStream<String, Event> events = arrivals.keyed(workflow.topic());
            workflow.attachTo(arrivals.timely(workflow.topic(), events));
            all = all.merge(events, Named.as("events-merge-" + workflow.topic().entity()));
        }
        Identity.findLinks(all, identity);
        return builder.build();
    }
}
