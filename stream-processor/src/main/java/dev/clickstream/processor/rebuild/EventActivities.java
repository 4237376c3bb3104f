package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.Topics;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.PlannedActivities;
import dev.clickstream.processor.booking.SgdPrice;
import dev.clickstream.processor.rules.RulesCache;
import dev.clickstream.processor.search.SearchTerm;
import java.util.List;

/** What the workflows make of an event, by the same classes, with the rules of today. */
final class EventActivities {
    private static final List<String> WITHOUT_WORKFLOW =
            List.of(Topics.EVENTS_IDENTITY.name(), Topics.EVENTS_UNPLANNED.name());

    private final PlannedActivities planned;
    private final RulesCache rules;

    EventActivities(PlannedActivities planned, RulesCache rules) {
        this.planned = requireNonNull(planned, "planned");
        this.rules = requireNonNull(rules, "rules");
    }

    /** @param topic the main topic the event lay on: it decides which workflow takes it */
    List<Activity> of(String topic, Event event) {
        if (WITHOUT_WORKFLOW.contains(topic) || rules.drops(event.key(), event)) {
            return List.of();
        }
        List<Activity> activities = planned.of(event);
        if (topic.equals(Topics.EVENTS_SEARCH.name())) {
            return activities.stream()
                    .map(search -> search.withItem(SearchTerm::normalise))
                    .toList();
        }
        if (topic.equals(Topics.EVENTS_BOOKING.name())) {
            return activities.stream()
                    .map(booking -> SgdPrice.added(booking, rules.current()))
                    .toList();
        }
        return activities;
    }
}
