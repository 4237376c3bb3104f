package dev.clickstream.processor.wishlist;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** Adding puts an item on the person's wishlist, removing takes it off. */
public final class WishlistWorkflow implements Workflow {
    private final ActivityFlow flow;

    public WishlistWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_WISHLIST;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "wishlist");
    }
}
