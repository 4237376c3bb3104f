package dev.clickstream.processor.activity;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topic;
import org.apache.kafka.streams.kstream.KStream;

/** One main topic and what is made of its events: activity on the interim topic. */
public interface Workflow {
    /** The main topic it reads. */
    Topic topic();

    /** Adds the workflow to the topology. */
    void attachTo(KStream<String, Event> events);
}
