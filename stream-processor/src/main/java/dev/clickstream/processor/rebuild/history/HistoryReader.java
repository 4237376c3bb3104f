package dev.clickstream.processor.rebuild.history;

import dev.clickstream.event.Event;
import dev.clickstream.processor.identity.Link;

/** Takes what a history gives, on one thread. */
public interface HistoryReader {
    /** @param topic the main topic on which the event lay */
    void event(String topic, Event event);

    void link(Link link);

    /** A record that is no event or link, or of which too little was kept. */
    void unreadable(String reason);

    /** So far, for whoever waits. */
    void progress(String source, long done, long of);
}
