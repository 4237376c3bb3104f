package dev.clickstream.collector.standardise;

import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.Event;
import dev.clickstream.plan.PlannedEvent;
import java.util.List;
import java.util.Optional;

/** What became of a message on its way to the envelope. */
public sealed interface Standardised {
    /**
     * @param planned the event in the tracking plan, if it is in it
     * @param origins where the properties stood in the message, for pointers into it
     */
    record Standard(Event event, Optional<PlannedEvent> planned, PropertyOrigins origins) implements Standardised {}

    record Wrong(Label label, List<Violation> violations) implements Standardised {}
}
