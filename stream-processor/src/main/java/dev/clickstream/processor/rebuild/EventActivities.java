package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.RuledActivities;
import dev.clickstream.rules.force.RulesCache;
import java.util.List;

/**
 * What the workflows make of an event, by the same classes, with the rules of today. Fold windows are not applied: they thin out
 * what is written while it happens, and the log holds all of it.
 */
final class EventActivities {
    private static final List<String> WITHOUT_WORKFLOW =
            List.of(Topics.EVENTS_IDENTITY.name(), Topics.EVENTS_UNPLANNED.name());

    private final RuledActivities ruled;
    private final RulesCache rules;

    EventActivities(RuledActivities ruled, RulesCache rules) {
        this.ruled = requireNonNull(ruled, "ruled");
        this.rules = requireNonNull(rules, "rules");
    }

    /** @param topic the main topic the event lay on: it decides whether a workflow takes it */
    List<Activity> of(String topic, Event event) {
        return WITHOUT_WORKFLOW.contains(topic) ? List.of() : ruled.of(event);
    }

    /** How many items of the category are shown at most. */
    int cap(String category) {
        return rules.current().cap(category);
    }
}
