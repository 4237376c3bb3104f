package dev.clickstream.processor.search;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** Searches become recent items under their normalised term. */
public final class SearchWorkflow implements Workflow {
    private final ActivityFlow flow;

    public SearchWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_SEARCH;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "search");
    }
}
