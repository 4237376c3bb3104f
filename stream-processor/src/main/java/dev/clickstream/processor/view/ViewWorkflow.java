package dev.clickstream.processor.view;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** Product views and clicks become the items a person looked at last. */
public final class ViewWorkflow implements Workflow {
    private final ActivityFlow flow;

    public ViewWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_VIEW;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "view");
    }
}
