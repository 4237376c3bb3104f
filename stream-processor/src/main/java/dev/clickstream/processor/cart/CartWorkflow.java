package dev.clickstream.processor.cart;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** Adding puts an item into the person's cart, removing takes it out. */
public final class CartWorkflow implements Workflow {
    private final ActivityFlow flow;

    public CartWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_CART;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "cart");
    }
}
