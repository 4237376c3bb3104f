package dev.clickstream.processor.booking;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Workflow;
import dev.clickstream.processor.fold.ActivityFlow;
import org.apache.kafka.streams.kstream.KStream;

/** A booking becomes recent items with their value in SGD, and closes the items' cart and wishlist points. */
public final class BookingWorkflow implements Workflow {
    private final ActivityFlow flow;

    public BookingWorkflow(ActivityFlow flow) {
        this.flow = requireNonNull(flow, "flow");
    }

    @Override
    public Topic topic() {
        return Topics.EVENTS_BOOKING;
    }

    @Override
    public void attachTo(KStream<String, Event> events) {
        flow.publish(events, "booking");
    }
}
