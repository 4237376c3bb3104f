package dev.clickstream.processor.engagement;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** Promotions become recent items; pages and screens pass without one, but show links of device and person. */
public final class EngagementWorkflow implements Workflow {
    private final ActivityFlow flow;

    public EngagementWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_ENGAGEMENT;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "engagement");
    }
}
