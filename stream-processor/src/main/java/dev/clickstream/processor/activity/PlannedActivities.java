package dev.clickstream.processor.activity;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.plan.ActivityRule;
import dev.clickstream.plan.Operation;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What the tracking plan says an event does: its {@code x-activity} rules applied. */
public final class PlannedActivities {
    private static final String EACH = "/*/";

    private final TrackingPlan plan;

    public PlannedActivities(TrackingPlan plan) {
        this.plan = requireNonNull(plan, "plan");
    }

    /** The event's activities in the plan's order; none for an unplanned event. */
    public List<Activity> of(Event event) {
        List<Activity> activities = new ArrayList<>();
        plan.find(event.event()).ifPresent(planned -> {
            for (ActivityRule rule : planned.activities()) {
                add(event, rule, activities);
            }
        });
        return activities;
    }

    private static void add(Event event, ActivityRule rule, List<Activity> activities) {
        int each = rule.item().indexOf(EACH);
        if (each < 0) {
            int last = rule.item().lastIndexOf('/');
            JsonNode holder = event.properties().at(pointer(rule.item().substring(0, last)));
            add(event, rule, holder, rule.item().substring(last + 1), activities);
            return;
        }
        String name = rule.item().substring(each + EACH.length());
        for (JsonNode holder : event.properties().at(pointer(rule.item().substring(0, each)))) {
            add(event, rule, holder, name, activities);
        }
    }

    private static void add(Event event, ActivityRule rule, JsonNode holder, String name, List<Activity> activities) {
        String itemId = holder.path(name).asString("");
        if (itemId.isBlank()) {
            return;
        }
        String device = event.anonymousId() == null ? "" : event.anonymousId();
        Point point = new Point(
                itemId,
                device,
                event.occurredAt(),
                event.messageId(),
                rule.operation() == Operation.REMOVE,
                attributes(event, rule, holder));
        activities.add(new Activity(rule.category(), point));
    }

    /** An attribute stands beside the item, or once for the whole event. */
    private static Map<String, String> attributes(Event event, ActivityRule rule, JsonNode holder) {
        Map<String, String> attributes = new HashMap<>();
        for (String name : rule.attributes()) {
            JsonNode value =
                    holder.has(name) ? holder.path(name) : event.properties().path(name);
            if (value.isNumber() || value.isString()) {
                attributes.put(name, value.asString());
            }
        }
        return attributes;
    }

    private static JsonPointer pointer(String text) {
        return JsonPointer.compile(text);
    }
}
