package dev.clickstream.rules.activity;

import dev.clickstream.event.Domain;
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

/**
 * What the tracking plan says an event does: its {@code x-activity} rules applied. A search is an item under its normalised term,
 * so that spellings of one search are one item.
 */
public final class PlannedActivities {
    private static final String EACH = "/*/";

    private final Map<String, List<Place>> places = new HashMap<>();

    public PlannedActivities(TrackingPlan plan) {
        plan.events()
                .forEach(event -> places.put(
                        event.event(),
                        event.activities().stream()
                                .map(rule -> Place.of(rule, event.domain() == Domain.SEARCH))
                                .toList()));
    }

    /** The event's activities in the plan's order; none for an unplanned event. */
    public List<PlannedActivity> of(Event event) {
        List<PlannedActivity> activities = new ArrayList<>();
        for (Place place : places.getOrDefault(event.event(), List.of())) {
            JsonNode found = event.properties().at(place.holder());
            if (place.isEach()) {
                found.forEach(holder -> add(event, place, holder, activities));
            } else {
                add(event, place, found, activities);
            }
        }
        return activities;
    }

    /**
     * Where a rule finds its items, worked out once: every event asks.
     *
     * @param holder the object that holds the item, or the array of such objects
     * @param isEach whether it is the array
     * @param name the item's name in its object
     * @param isSearch whether the item is what somebody typed
     */
    private record Place(ActivityRule rule, JsonPointer holder, boolean isEach, String name, boolean isSearch) {
        static Place of(ActivityRule rule, boolean isSearch) {
            String item = rule.item();
            int each = item.indexOf(EACH);
            if (each >= 0) {
                return new Place(
                        rule,
                        JsonPointer.compile(item.substring(0, each)),
                        true,
                        item.substring(each + EACH.length()),
                        isSearch);
            }
            int last = item.lastIndexOf('/');
            return new Place(
                    rule, JsonPointer.compile(item.substring(0, last)), false, item.substring(last + 1), isSearch);
        }
    }

    private static void add(Event event, Place place, JsonNode holder, List<PlannedActivity> activities) {
        String named = holder.path(place.name()).asString("");
        if (named.isBlank()) {
            return;
        }
        String itemId = place.isSearch() ? SearchTerm.normalise(named) : named;
        ActivityRule rule = place.rule();
        String device = event.anonymousId() == null ? "" : event.anonymousId();
        Point point = new Point(
                itemId,
                device,
                event.occurredAt(),
                event.messageId(),
                rule.operation() == Operation.REMOVE,
                attributes(event, rule, holder));
        activities.add(new PlannedActivity(rule.category(), point));
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
}
