package dev.clickstream.processor.activity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.force.RulesCache;
import java.util.List;

/** What an event does by the tracking plan and the rules in force; nothing if a rule drops it or a robot sent it. */
public final class RuledActivities {
    private final PlannedActivities planned;
    private final RulesCache rules;

    public RuledActivities(PlannedActivities planned, RulesCache rules) {
        this.planned = requireNonNull(planned, "planned");
        this.rules = requireNonNull(rules, "rules");
    }

    public List<Activity> of(Event event) {
        return rules.current().apply(event, planned.of(event)).stream()
                .map(activity -> new Activity(activity.category(), activity.point()))
                .toList();
    }
}
